"""A real Chromium against the real server. A test fails when the page asks anything of another machine or throws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright.sync_api", reason="pytest-playwright is a development dependency")

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.ui.server_process import Server

CHROMIUM = Path("/usr/bin/chromium")
HERE = {"127.0.0.1", "localhost", "", None}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

NewPage = Callable[..., Page]

expect.set_options(timeout=20_000)  # a shared machine may be busy; what is right is seen at once anyway


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Every page of every context of a test is watched."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    thrown: list[str] = []

    def watch(request: Request) -> None:
        if urlsplit(request.url).hostname not in HERE:
            strangers.append(request.url)

    def make(context: BrowserContext | None = None, **options: Any) -> Page:
        if context is None:
            context = browser.new_context(
                **{"locale": "ko-KR", "viewport": {"width": 1280, "height": 900}, **options}
            )
            context.on("request", watch)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: thrown.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert strangers == [], "the page asked another machine"
    assert thrown == [], "the page threw"


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()
