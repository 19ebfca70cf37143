"""Pace, pauses and length: measured over what was spoken, and only there."""

from __future__ import annotations

import pytest

from mockinterview.delivery import analyse, target_seconds
from mockinterview.delivery.timing import syllables
from mockinterview.domain.answer import Answer, Channel, SpeechChunk
from mockinterview.domain.delivery import Aspect, Delivery, Pauses


def spoken(text: str, **more: object) -> Answer:
    return Answer.model_validate({"text": text, "channel": Channel.SPOKEN, **more})


def advised(delivery: Delivery) -> set[Aspect]:
    return {advice.aspect for advice in delivery.advice}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("안녕하세요", 5),
        ("2012년", 5),  # 이천십이년
        ("10", 1),
        ("21", 3),
        ("0.25", 4),
        ("120000", 3),  # 십이만
        ("0", 1),
        ("GPU", 3),
        ("ResNet", 3),
        ("🙂 …", 0),
    ],
)
def test_syllables_are_counted_as_read_aloud(text: str, count: int) -> None:
    assert syllables(text) == count


def test_pace_is_of_the_speech_and_not_of_the_silence_around_it() -> None:
    text = "가나다라마바사아자차" * 6
    chunks = (
        SpeechChunk(text=text[:30], start=10.0, end=15.0),
        SpeechChunk(text=text[30:], start=18.5, end=22.0),
    )
    delivery = analyse(spoken(text, seconds=40.0, chunks=chunks), "ko")
    assert delivery.pace is not None
    assert (delivery.pace.per_minute, delivery.pace.unit, delivery.pace.seconds) == (300.0, "syllables", 12.0)
    assert delivery.pauses == Pauses(count=1, total=3.5, longest=3.5)
    assert Aspect.PAUSES in advised(delivery)


def test_typing_has_no_pace() -> None:
    assert analyse(Answer(text="평균을 빼는 것입니다", seconds=30.0), "ko").pace is None


@pytest.mark.parametrize(("seconds", "word"), [(10.0, "빨라요"), (60.0, "느린"), (24.0, "")])
def test_pace_is_advised_on_only_when_it_bothers(seconds: float, word: str) -> None:
    delivery = analyse(spoken("배치 정규화는 평균을 빼는 것입니다. " * 8, seconds=seconds), "ko")
    lines = [advice.line.ko for advice in delivery.advice if advice.aspect is Aspect.PACE]
    assert (word in lines[0]) if word else not lines


def test_english_pace_is_in_words() -> None:
    delivery = analyse(spoken("the model overfits the training data " * 5, seconds=10.0), "en")
    assert delivery.pace is not None
    assert (delivery.pace.per_minute, delivery.pace.unit) == (180.0, "words")


def test_length_against_the_target() -> None:
    short = analyse(Answer(text="평균을 빼는 것입니다"), "ko", target_seconds=60)
    assert short.length is not None
    assert short.length.estimated
    assert Aspect.LENGTH in advised(short)
    fitting = analyse(spoken("평균을 빼는 것입니다", seconds=55.0), "ko", target_seconds=60)
    assert fitting.length is not None
    assert not fitting.length.estimated
    assert Aspect.LENGTH not in advised(fitting)
    assert analyse(Answer(text="평균을 빼는 것입니다"), "ko").length is None


def test_what_was_typed_between_the_sentences_makes_nobody_faster() -> None:
    said = "가나다라마바사아자차" * 5
    chunks = (SpeechChunk(text=said, start=0.0, end=10.0),)
    delivery = analyse(spoken(said + " 그리고 이것은 나중에 썼습니다.", chunks=chunks), "ko")
    assert delivery.pace is not None
    assert delivery.pace.per_minute == 300.0


def test_english_pace_counts_the_words_that_were_heard() -> None:
    chunks = (SpeechChunk(text="the model overfits " * 10, start=0.0, end=10.0),)
    delivery = analyse(spoken("the model overfits " * 10 + "as typed", chunks=chunks), "en")
    assert delivery.pace is not None
    assert delivery.pace.per_minute == 180.0


@pytest.mark.parametrize(
    ("model", "one_point", "target"),
    [
        ("", False, 60.0),
        ("짧은 정의입니다.", False, 30.0),
        ("가" * 200, False, 60.0),
        ("가" * 250, False, 75.0),
        ("가" * 2000, False, 90.0),
        ("a short word " * 40, False, 75.0),
        ("가" * 2000, True, 30.0),
    ],
)
def test_the_target_follows_the_model_answer_within_what_an_interviewer_listens_to(
    model: str, one_point: bool, target: float
) -> None:
    assert target_seconds(model, one_point=one_point) == target
