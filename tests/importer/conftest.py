from __future__ import annotations

from pathlib import Path

import pytest
from import_helpers import SHAPES, Read

from mockinterview.importer import Imported, import_notes


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Imports texts as if each were a file: `read("# …", "# …")` or `read(a="# …")`."""

    def _read(*texts: str, track: str = "mine", **named: str) -> Imported:
        files = {**{f"{number}-notes": text for number, text in enumerate(texts, 1)}, **named}
        paths = []
        for name, text in files.items():
            path = tmp_path / f"{name}.md"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return import_notes(paths, track=track)

    return _read


@pytest.fixture(scope="session")
def shapes() -> Imported:
    return import_notes(sorted(SHAPES.glob("*.md")), track="classic")
