"""Where things lie: the files we ship, and the folders of the user."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mockinterview.settings import Settings

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A wheel carries `_data/<name>` inside the package; an editable install reads the checkout."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent.parent / name


@dataclass(frozen=True, slots=True)
class Places:
    settings: Settings

    @property
    def shipped_rubrics(self) -> Path:
        return _shipped("rubrics")

    @property
    def shipped_prompts(self) -> Path:
        return _shipped("prompts")

    @property
    def user_rubrics(self) -> Path:
        return self.settings.home / "rubrics"

    @property
    def user_prompts(self) -> Path:
        return self.settings.home / "prompts"

    @property
    def glossary(self) -> Path:
        return self.shipped_rubrics / "glossary.yaml"

    @property
    def vectors(self) -> Path:
        """Embeddings of rubric texts, by content hash."""
        return self.settings.cache / "vectors"

    @property
    def history(self) -> Path:
        return self.settings.home / "history.sqlite3"
