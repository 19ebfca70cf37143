"""A real Chromium against the real server. A test fails when the page asks anything of another machine or throws."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright.sync_api", reason="pytest-playwright is a development dependency")

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.ui.server_process import Server

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is there; the shell is the same engine with no window to draw."""
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

USUAL: dict[str, Any] = {"locale": "ko-KR", "viewport": {"width": 1280, "height": 900}}
NewPage = Callable[..., Page]

expect.set_options(timeout=20_000)  # a shared machine may be busy; what is right is seen at once anyway


def chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI needs a Chromium: tests/setup-machine.sh installs it")
    if found is None:
        pytest.skip("no Chromium here; on Debian: sudo apt install chromium fonts-nanum")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def familiar(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been here before: the program's own files are in its cache, which is most of a visit."""
    context = browser.new_context(**USUAL)
    yield context
    context.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Every page of every context of a test is watched."""
    own: list[BrowserContext] = []
    watched: list[BrowserContext] = []
    strangers: list[str] = []
    thrown: list[str] = []

    def watch(request: Request) -> None:
        if urlsplit(request.url).hostname not in HERE:
            strangers.append(request.url)

    def make(context: BrowserContext | None = None, **options: Any) -> Page:
        if context is None:
            context = browser.new_context(**{**USUAL, **options})
            own.append(context)
        if context not in watched:
            context.on("request", watch)
            watched.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: thrown.append(str(error)))
        return page

    yield make
    for context in watched:
        context.remove_listener("request", watch)
    for context in own:
        context.close()
    assert strangers == [], "the page asked another machine"
    assert thrown == [], "the page threw"


@pytest.fixture
def page(new_page: NewPage, familiar: BrowserContext) -> Iterator[Page]:
    """Of somebody nobody knows yet. A test that changes the whole browser, its clock for one, takes a `new_page`."""
    yield new_page(familiar)
    forget(familiar)


def forget(context: BrowserContext) -> None:
    origins = [entry["origin"] for entry in context.storage_state()["origins"]]
    for page in context.pages:
        page.close()
    context.clear_cookies()
    blank = context.new_page()
    storage = context.new_cdp_session(blank)
    for origin in origins:
        storage.send(
            "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage,indexeddb"}
        )
    blank.close()
