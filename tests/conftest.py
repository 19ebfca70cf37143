"""Every test lives in folders of its own and never reaches the user's data or the network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("MOCKINTERVIEW_HOME", str(home))
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "MOCKINTERVIEW_")) and name != "MOCKINTERVIEW_HOME":
            monkeypatch.delenv(name)
    return home
