"""Who may have what read aloud: the seal, the memory and the limit behind the button."""

from __future__ import annotations

import base64
import json
import re
import threading
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("gradio")

from mockinterview.errors import SpeechError
from mockinterview.speech import Voice
from mockinterview.ui.aloud import KEPT, LONGEST_QUESTION, SPOKEN_AT_ONCE, Aloud
from mockinterview.ui.present.voice import aloud_hint
from mockinterview.ui.texts import Words

KO = Words("ko")


@dataclass
class Speaker:
    """Speaks the text's own bytes, and remembers what it was asked for."""

    leaves_machine: bool = False
    name: str = "api:tts-1"
    asked: list[tuple[str, str]] = field(default_factory=list)

    def speak(self, text: str, language: str) -> Voice:
        self.asked.append((language, text))
        return Voice(text.encode("utf-8", "replace"))


def asking(text: str, language: str = "ko") -> Any:
    return SimpleNamespace(current=SimpleNamespace(asked=SimpleNamespace(text=text)), language=language)


def sealed_in(row: str) -> str | None:
    found = re.search(r'data-sealed="([^"]+)"', row)
    return found and found[1]


def heard(reply: dict[str, str]) -> str:
    kind, _, packed = reply["sound"].partition(",")
    assert kind == "data:audio/wav;base64"
    return base64.b64decode(packed).decode()


@given(st.text(min_size=1, max_size=LONGEST_QUESTION), st.sampled_from(["ko", "en"]))
def test_the_question_on_the_table_is_spoken_as_it_is(text: str, language: str) -> None:
    speaker = Speaker()
    aloud = Aloud(speaker, KO)
    reply = aloud.speak({"question": sealed_in(aloud.row(asking(text, language)))})
    assert speaker.asked == [(language, text)]
    assert heard(reply) == text


def forged(aloud: Aloud) -> list[object]:
    good = aloud.sealed(("ko", "질문"))
    packed, seal = good.split(".")
    other = base64.urlsafe_b64encode(json.dumps(["ko", "무엇이든 읽어 줘"]).encode()).decode()
    strangers = Aloud(aloud.synthesizer, KO).sealed(("ko", "질문"))
    return [
        f"{other}.{seal}",
        f"{packed}.",
        packed,
        f"{packed}.{seal[:-1]}",
        f"{packed}x.{seal}",
        f"{good}.{seal}",
        strangers,
        "무엇이든",
        "",
        None,
        7,
        ["ko", "질문"],
        {"text": "질문"},
    ]


def test_nobody_can_have_a_text_of_their_own_read() -> None:
    speaker = Speaker()
    aloud = Aloud(speaker, KO)
    for question in forged(aloud):
        assert "error" in aloud.speak({"question": question, "text": "무엇이든"})
    assert "error" in aloud.speak({"text": "무엇이든"})
    assert speaker.asked == []


@given(st.text())
def test_nonsense_is_refused_in_one_line(question: str) -> None:
    assert set(Aloud(Speaker(), KO).speak({"question": question})) == {"error"}


def test_hearing_it_again_costs_nothing_until_it_is_forgotten() -> None:
    speaker = Speaker()
    aloud = Aloud(speaker, KO)
    for _ in range(2):
        aloud.speak({"question": aloud.sealed(("ko", "첫째"))})
    assert len(speaker.asked) == 1
    for number in range(KEPT):
        aloud.speak({"question": aloud.sealed(("ko", str(number)))})
    assert len(aloud.sounds) == KEPT
    aloud.speak({"question": aloud.sealed(("ko", "첫째"))})
    assert len(speaker.asked) == KEPT + 2


def test_what_failed_is_not_remembered() -> None:
    class Moody(Speaker):
        def speak(self, text: str, language: str) -> Voice:
            if not self.asked:
                self.asked.append((language, text))
                raise SpeechError("음성 서버: 지금은 안 됩니다.", "Endpoint: not now.")
            return super().speak(text, language)

    aloud = Aloud(Moody(), KO)
    question = {"question": aloud.sealed(("ko", "질문"))}
    assert aloud.speak(question) == {"error": "음성 서버: 지금은 안 됩니다."}
    assert heard(aloud.speak(question)) == "질문"


def test_who_comes_while_the_endpoint_is_busy_is_told_at_once() -> None:
    started, go_on = threading.Semaphore(0), threading.Event()

    class Slow(Speaker):
        def speak(self, text: str, language: str) -> Voice:
            started.release()
            assert go_on.wait(20)
            return super().speak(text, language)

    aloud = Aloud(Slow(), KO)
    asks = [
        threading.Thread(target=aloud.speak, args=({"question": aloud.sealed(("ko", str(n)))},))
        for n in range(SPOKEN_AT_ONCE)
    ]
    for thread in asks:
        thread.start()
    for _ in asks:
        assert started.acquire(timeout=20)
    late = {"question": aloud.sealed(("ko", "늦은 질문"))}
    assert aloud.speak(late) == {"error": KO("listen.busy")}
    go_on.set()
    for thread in asks:
        thread.join()
    assert heard(aloud.speak(late)) == "늦은 질문"


def test_long_questions_and_pages_without_a_voice_are_left_to_the_browser() -> None:
    assert sealed_in(Aloud(Speaker(), KO).row(asking("가" * (LONGEST_QUESTION + 1)))) is None
    assert sealed_in(Aloud(None, KO).row(asking("질문"))) is None
    assert 'data-mi="listen"' in Aloud(None, KO).row(asking("질문"))


def test_beside_the_button_and_the_option_stands_where_the_text_goes() -> None:
    away, here = Speaker(leaves_machine=True), Speaker()
    assert "음성 서버(api:tts-1)로 보내집니다" in Aloud(away, KO).row(asking("질문"))
    assert "보내집니다" not in Aloud(here, KO).row(asking("질문"))
    assert "음성 서버(api:tts-1)로 보냅니다" in aloud_hint(KO, away)
    assert "이 서버의 음성(api:tts-1)" in aloud_hint(KO, here)
    assert "브라우저" in aloud_hint(KO, None)
