"""Nothing leaves the machine that nobody configured: watched inside the server, at every socket it opens."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.ui.interviewing import answer, card, start
from tests.ui.server_process import START, Server

WATCHED = """
import ipaddress, os, sys

def is_here(address):
    if not isinstance(address, tuple):
        return True  # a socket of this machine's file system
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")

def watch(event, args):
    if event == "socket.getaddrinfo":
        asked = (args[0] or "",)
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        asked = args[1]
    elif event == "socket.gethostbyname":
        asked = (args[0],)
    else:
        return
    with open(os.environ["MOCKINTERVIEW_HOME"] + "/calls.log", "a") as log:
        print("here" if is_here(asked) else "away", event, asked, file=log)

sys.addaudithook(watch)
"""
CALL_OUT = """
import socket
try:
    socket.create_connection(("192.0.2.1", 9), timeout=0.01)
except OSError:
    pass
"""
"""An address that nobody has: the watcher must be seen to bark."""


def calls(server: Server) -> list[str]:
    log = (server.home / "calls.log").read_text(encoding="utf-8")
    return [line for line in log.splitlines() if line.startswith("away")]


def test_starting_answering_and_looking_around_opens_no_connection(page: Page, tmp_path: Path) -> None:
    server = Server(tmp_path / "own", WATCHED + CALL_OUT + START, fresh=True).start()
    try:
        start(page, server.url)
        answer(page)
        expect(card(page).locator(".mi-ring b")).to_be_visible()
        for tab in ("기록", "루브릭", "설정"):
            page.get_by_role("tab", name=tab).click()
        expect(page.locator("#mi-status .is-ready")).to_be_visible()
    finally:
        server.stop()
    away = calls(server)
    assert len(away) > 0
    assert {"192.0.2.1" in line for line in away} == {True}
