from __future__ import annotations

import asyncio
import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from mockinterview.domain.rubric import Point
from mockinterview.errors import SettingsError
from mockinterview.interview import PlanKind
from mockinterview.ui.access import BasicLogin, read_logins, user_of
from mockinterview.ui.rubric_form import PointFields, keyword_groups

WORD = (
    st.text(
        st.characters(
            exclude_characters='"\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029', exclude_categories=["Cs"]
        ),
        min_size=1,
    )
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(st.lists(WORD, min_size=1), max_size=4))
def test_keywords_survive_the_form(groups: list[list[str]]) -> None:
    point = Point(id="x", says="y", keywords=tuple(tuple(group) for group in groups))
    assert keyword_groups(PointFields.of(point).keywords) == groups


def test_an_unchanged_point_is_no_change_and_a_changed_one_only_what_changed() -> None:
    point = Point(id="x", says="y", keywords=(("max(0, x)", "렐루"),), weight=2, hint="h")
    fields = PointFields.of(point)
    assert fields.patch(point) == {"id": "x"}
    heavier = PointFields(**{**{k: getattr(fields, k) for k in fields.__slots__}, "weight": 3.0})
    assert heavier.patch(point) == {"id": "x", "weight": 3}


def test_a_new_point_holds_what_was_written() -> None:
    assert PointFields(id="new", says="말", weight=1.5).patch(None) == {
        "id": "new",
        "says": "말",
        "weight": 1.5,
    }


def login_file(folder: Path, text: str) -> Path:
    path = folder / "logins"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_login_file_is_read(tmp_path: Path) -> None:
    path = login_file(tmp_path, "# 우리 팀\n\nkim:비밀:번호\nlee:x\n")
    assert read_logins(path) == {"kim": "비밀:번호", "lee": "x"}


@pytest.mark.parametrize("text", ["", "# nobody\n", "kim\n", ":x\n", "kim:\n"])
def test_a_login_file_that_lets_nobody_or_anybody_in_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        read_logins(login_file(tmp_path, text))


def test_a_missing_login_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_logins(tmp_path / "none")


def ask(path: str, header: str | None = None) -> tuple[int, str]:
    import httpx

    async def who(request) -> PlainTextResponse:
        return PlainTextResponse(user_of(request) or "-")

    app = BasicLogin(Starlette(routes=[Route("/{rest:path}", who)]), {"kim": "비밀"})

    async def go() -> tuple[int, str]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as client:
            answer = await client.get(path, headers={"Authorization": header} if header else {})
            return answer.status_code, answer.text

    with ThreadPoolExecutor(1) as aside:  # the browser of other tests keeps a loop running in this thread
        return aside.submit(lambda: asyncio.run(go())).result()


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def test_a_login_opens_every_page_and_nothing_is_open_without_one() -> None:
    assert ask("/", basic("kim", "비밀")) == (200, "kim")
    for path in ("/", "/config", "/gradio_api/mcp/schema", "/healthz/../config"):
        assert ask(path)[0] == 401
    assert ask("/healthz") == (200, "-")


@pytest.mark.parametrize(
    "header", [basic("kim", "x"), basic("lee", ""), basic("", ""), "Basic %%%", "Bearer x", "Basic /w=="]
)
def test_wrong_logins_are_refused(header: str) -> None:
    assert ask("/", header)[0] == 401


def test_a_profile_is_the_browsers_or_the_users() -> None:
    pytest.importorskip("gradio")
    from mockinterview.ui.visitor import page_secret, visitor

    nobody = SimpleNamespace(username=None)
    mine = visitor(None, nobody)
    assert visitor(mine, nobody) == mine
    for forged in ("../x", "user-abc", 7, {"a": 1}, "A" * 32):
        assert visitor(forged, nobody) not in (forged, mine)
    kim = SimpleNamespace(username="kim")
    assert visitor(mine, kim) == visitor(None, kim) != visitor(None, SimpleNamespace(username="lee"))
    assert callable(page_secret)


def test_the_page_secret_outlives_the_server(tmp_path: Path) -> None:
    pytest.importorskip("gradio")
    from mockinterview.ui.visitor import page_secret

    first = page_secret(tmp_path / "home")
    assert page_secret(tmp_path / "home") == first
    assert (tmp_path / "home" / "page-secret").stat().st_mode & 0o077 == 0


def test_choices_become_a_plan() -> None:
    pytest.importorskip("gradio")
    from mockinterview.ui.lobby import plan_wishes

    wishes = plan_wishes("exam", ["cnn"], None, 10, 30, True)
    assert wishes == {"kind": PlanKind.EXAM, "topics": ("cnn",), "follow_ups": None, "minutes": 30.0}
    assert plan_wishes("checklist", None, None, 5, None, False)["follow_ups"] == 0
    assert plan_wishes("single", None, "q", None, None, True)["question_id"] == "q"
    assert plan_wishes("topic", [], None, 1, 1, True)["topics"] == ()


def test_only_what_was_just_uploaded_is_listened_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("gradio")
    from mockinterview.domain.glossary import Glossary
    from mockinterview.speech import Mender
    from mockinterview.ui.recordings import Recordings
    from mockinterview.ui.texts import Words

    class Echo:
        name, leaves_machine = "echo", False

        def transcribe(self, recording: Path, _language: str) -> SimpleNamespace:
            return SimpleNamespace(text=recording.name, chunks=())

    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    (tmp_path / "uploads").mkdir()
    inside, outside = tmp_path / "uploads" / "a.wav", tmp_path / "b.wav"
    for file in (inside, outside):
        file.write_bytes(b"RIFF")
    recordings = Recordings(Echo(), Mender(Glossary()), Words("ko"))
    for forged in (str(outside), str(tmp_path / "uploads" / ".." / "b.wav"), "/etc/passwd", None, 7):
        assert "error" in recordings.write_down({"path": forged})
    assert outside.exists()
    assert recordings.write_down({"path": str(inside)})["text"] == "a.wav"
    assert not inside.exists()
