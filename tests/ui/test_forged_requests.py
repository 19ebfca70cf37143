"""Requests that no page of ours makes: other people's data, invented states, values of the wrong kind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from mockinterview.history.store import HistoryStore
from tests.ui.interviewing import HALF
from tests.ui.raw_page import RawPage
from tests.ui.server_process import START, Server

KIM, LEE = ("kim", "비밀"), ("lee", "암호")
NASTY: list[Any] = [
    None,
    7,
    -1.5,
    "",
    "없는 것",
    "../../etc/passwd",
    [],
    ["x"],
    {},
    {"path": "/etc/passwd"},
    True,
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("logins")
    logins = home / "logins"
    logins.write_text("".join(f"{name}:{word}\n" for name, word in (KIM, LEE)), encoding="utf-8")
    with Server(home, START, ("--auth", str(logins))) as running:
        yield running


def profile_of(name: str) -> str:
    return "user-" + hashlib.sha256(name.encode()).hexdigest()[:24]


def kept_of_kim(server: Server) -> Any:
    with HistoryStore.open(server.home / "history.sqlite3") as store:
        return store.export(profile_of("kim"))


@pytest.fixture(scope="module")
def kims(shared: Server) -> Any:
    """What is kept of an interview that kim has under way."""
    with RawPage(shared.url, KIM) as kim:
        kim.press("mi-start", None, "random", [], None, 3, 20, True)
        kim.press("mi-submit", None, None, HALF, "{}")
    kept = kept_of_kim(shared)
    assert HALF in str(kept)
    return kept


def tells_nothing(reply: httpx.Response) -> bool:
    """Gradio refuses with whatever status; what our code is made of is nobody's business."""
    return not any(inside in reply.text for inside in ("Traceback", 'File "'))


def test_another_users_profile_opens_and_deletes_nothing(shared: Server, kims: Any) -> None:
    foreign = profile_of("kim")
    with RawPage(shared.url, LEE) as lee:
        for button in ("mi-export", "mi-report"):
            shown = lee.press(button, foreign)
            assert HALF not in str(shown)
        assert "0" in lee.press("mi-forget", foreign)["mi-history-notice"]
    assert kept_of_kim(shared) == kims


def test_an_invented_interview_is_not_taken_for_a_real_one(shared: Server, kims: Any) -> None:
    (session,) = (row["state"] for row in kims["sessions"])
    with RawPage(shared.url, LEE) as lee:
        for button, typed in (
            ("mi-submit", [HALF, "{}"]),
            ("mi-finish", ["x"]),
            ("mi-skip", ["x"]),
            ("mi-next", []),
        ):
            lee.join(lee.handler(button), [profile_of("kim"), session, *typed])
            assert "Traceback" not in str(lee.outcome())
        assert tells_nothing(lee.run(lee.handler("mi-keep"), [profile_of("kim"), session, "남의 초안"]))
    assert kept_of_kim(shared) == kims


@pytest.mark.parametrize("function", ["transcribe", "mend"])
def test_the_pages_own_functions_answer_nonsense_with_a_line(shared: Server, function: str) -> None:
    fields = [
        {name: value} for name in ("path", "text", "question") for value in [*NASTY, "a\0b.wav", "a" * 5000]
    ]
    with RawPage(shared.url, KIM) as raw:
        for given in [*NASTY, *fields]:
            reply = raw.call(function, given)
            assert reply.status_code == 200, given
            assert set(reply.json()) in ({"error"}, {"text", "mended"})


def test_wrong_values_for_every_handler_give_no_traceback_and_touch_nobody(shared: Server, kims: Any) -> None:
    with RawPage(shared.url, LEE) as lee:
        for number, handler in enumerate(lee.handlers):
            given = [NASTY[(number + place) % len(NASTY)] for place, _ in enumerate(handler["inputs"])]
            for wrong in (given, []):
                assert tells_nothing(lee.run(handler, wrong))
                if handler["queue"] and lee.join(handler, wrong).status_code == 200:
                    assert "Traceback" not in str(lee.outcome())
    assert kept_of_kim(shared) == kims
    with RawPage(shared.url, KIM) as kim:
        assert 'id="mi-question"' in kim.press("mi-next", None, None)["mi-stage"]
