"""The only reader of the environment: everything that can be set from outside, in one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from mockinterview.domain.base import Language
from mockinterview.errors import SettingsError

PREFIX = "MOCKINTERVIEW_"


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    """The user's data: rubric overlays, prompts, history."""
    cache: Path
    """Can be deleted at any time."""
    language: Language = "ko"
    embedder: str = "use"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        env = os.environ if environ is None else environ
        home = env.get(PREFIX + "HOME")
        return cls(
            home=_folder(home, platformdirs.user_data_path("mockinterview")),
            cache=_folder(
                env.get(PREFIX + "CACHE") or (home and str(Path(home) / "cache")),
                platformdirs.user_cache_path("mockinterview"),
            ),
            language=_language(env.get(PREFIX + "LANG", "ko")),
            embedder=env.get(PREFIX + "EMBEDDER", "use"),
        )


def _folder(value: str | None, default: Path) -> Path:
    return Path(value).expanduser().resolve() if value else default


def _language(value: str) -> Language:
    match value.strip().lower():
        case "ko":
            return "ko"
        case "en":
            return "en"
        case other:
            raise SettingsError(
                f"{PREFIX}LANG={other}: ko 또는 en만 쓸 수 있습니다.",
                f"{PREFIX}LANG={other}: only ko or en can be used.",
            )
