"""Ctrl+C at the terminal while people have the page open."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from tests.ui.server_process import Server


def test_a_server_that_pages_listen_to_ends_without_a_word(tmp_path: Path) -> None:
    server = Server(tmp_path / "own", fresh=True).start()
    log = tmp_path / "own" / "server.log"
    with urllib.request.urlopen(server.url + "/gradio_api/heartbeat/abcdefg", timeout=20) as listening:
        assert b"ALIVE" in listening.readline()
        before = log.read_text(encoding="utf-8")
        assert server.interrupt() == 0
        listening.read()
    assert log.read_text(encoding="utf-8") == before
