"""Ctrl+C at the terminal while people have the page open."""

from __future__ import annotations

import signal
import subprocess
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.llm.wire_server import Hang, WireServer
from tests.ui.interviewing import answer, start
from tests.ui.server_process import START, Server


def stopped_with_ctrl_c(server: Server) -> str:
    """What the terminal shows after the address."""
    assert server.process is not None
    server.process.send_signal(signal.SIGINT)
    try:
        server.process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        raise
    return (server.home / "server.log").read_text(encoding="utf-8").partition(server.url)[2].strip(" /\n")


def test_a_server_that_pages_listen_to_ends_without_a_word(tmp_path: Path) -> None:
    server = Server(tmp_path / "own").start()
    with urllib.request.urlopen(server.url + "/gradio_api/heartbeat/abcdefg", timeout=20) as listening:
        assert b"ALIVE" in listening.readline()
        assert stopped_with_ctrl_c(server) == ""
        assert server.process is not None
        assert server.process.returncode == 0
        listening.read()


def test_a_server_whose_llm_takes_its_time_waits_for_nobody(page: Page, tmp_path: Path) -> None:
    with WireServer([Hang()]) as wire:
        llm = {"MOCKINTERVIEW_LLM_BASE_URL": wire.url, "MOCKINTERVIEW_LLM_MODEL": "m"}
        server = Server(tmp_path / "own", START, settings=llm).start()
        start(page, server.url)
        answer(page)
        expect(page.locator(".mi-deepen")).to_be_visible()
        assert stopped_with_ctrl_c(server) == ""
