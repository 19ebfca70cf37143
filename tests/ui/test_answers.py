"""The answer as the page sends it: how it was given counts only as far as the words bear it out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.delivery import analyse
from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.delivery import Delivery
from mockinterview.errors import MockInterviewError
from mockinterview.ui.answers import LONGEST_ANSWER, answer_of

SPOKEN = "딥러닝은 입력과 출력 사이에 층을 여러 겹 쌓은 인공신경망을 쓰는 방법입니다"
TYPED = (
    " 사람이 특징을 설계하지 않아도 데이터에서 스스로 특징을 배웁니다. 손실을 줄이는 쪽으로 가중치를 고칩니다."
    " 기울기는 역전파로 구하고, 한 번에 조금씩 움직입니다. 자료가 적으면 과적합하기 쉽습니다."
)


def take(text: str, seconds: float, *times: tuple[float, float]) -> dict[str, object]:
    chunks = [{"text": text, "start": start, "end": end} for start, end in times]
    return {"text": text, "seconds": seconds, "chunks": chunks}


def given_by(text: str, *takes: dict[str, object]) -> Answer:
    return answer_of(text, json.dumps({"takes": takes}))


def delivery_of(answer: Answer) -> Delivery:
    return analyse(answer, "ko", target_seconds=60)


def per_minute(answer: Answer) -> float:
    pace = delivery_of(answer).pace
    assert pace is not None
    return pace.per_minute


def test_an_answer_says_how_it_was_given() -> None:
    assert answer_of("답", "{}").channel is Channel.TYPED
    spoken = given_by(SPOKEN, take(SPOKEN, 12.5, (0, 11)))
    assert (spoken.channel, spoken.seconds, len(spoken.chunks)) == (Channel.SPOKEN, 12.5, 1)


def test_a_few_spoken_seconds_are_not_the_pace_of_what_was_typed_after_them() -> None:
    answer = given_by(SPOKEN + TYPED, take(SPOKEN, 6.0))
    delivery = delivery_of(answer)
    assert answer.channel is Channel.TYPED
    assert delivery.pace is None
    assert delivery.length is not None
    assert delivery.length.estimated


def test_a_text_that_was_rewritten_was_not_spoken() -> None:
    assert given_by(TYPED, take(SPOKEN, 6.0)).channel is Channel.TYPED


def test_a_mended_word_and_full_stops_leave_it_spoken_and_the_pace_that_of_the_speech() -> None:
    mended = SPOKEN.replace("쓰는", "활용하는") + "."
    answer = given_by(mended, take(SPOKEN, 6.0))
    assert answer.channel is Channel.SPOKEN
    assert per_minute(answer) == per_minute(given_by(SPOKEN, take(SPOKEN, 6.0)))


def test_three_recordings_of_one_answer_have_the_pace_of_one() -> None:
    """Each one's clock begins at 0; the silence around the speech does not count, as in a single recording."""
    one = [f"{SPOKEN} {number}" for number in ("하나", "둘", "셋")]
    together = given_by(" ".join(one), *(take(text, 32.0, (1.0, 31.0)) for text in one))
    assert [(chunk.start, chunk.end) for chunk in together.chunks] == [(0, 30), (30, 60), (60, 90)]
    assert per_minute(together) == pytest.approx(per_minute(given_by(one[0], take(one[0], 30.0))), rel=0.05)
    assert delivery_of(together).pauses is not None
    assert delivery_of(together).pauses.count == 0


def test_a_recording_and_a_dictation_go_on_one_clock() -> None:
    second = "손실을 줄이는 쪽으로 가중치를 고치면서 배웁니다"
    answer = given_by(f"{SPOKEN} {second}", take(SPOKEN, 12.0, (1.0, 11.0)), take(second, 8.0))
    assert [(chunk.start, chunk.end) for chunk in answer.chunks] == [(0, 10), (10, 18)]


def test_a_first_try_that_was_deleted_costs_the_second_nothing() -> None:
    answer = given_by(SPOKEN, take(SPOKEN, 60.0), take(SPOKEN, 10.0))
    assert (answer.channel, answer.seconds) == (Channel.SPOKEN, 10.0)


@given(st.text())
def test_nonsense_about_how_it_was_given_means_typed(how: str) -> None:
    answer = answer_of("답", how)
    assert (answer.text, answer.channel) == ("답", Channel.TYPED)


@given(st.text(min_size=1), st.lists(st.tuples(st.text(), st.floats(0, 1e6))))
def test_no_take_breaks_an_answer(text: str, takes: list[tuple[str, float]]) -> None:
    if text.strip():
        answer = given_by(text, *(take(heard, seconds) for heard, seconds in takes))
        assert answer.text == text
        delivery_of(answer)


@pytest.mark.parametrize(("text", "line"), [(" \n", "비어"), ("가" * (LONGEST_ANSWER + 1), "20,001자")])
def test_answers_that_cannot_be_taken_are_told_in_one_line(text: str, line: str) -> None:
    with pytest.raises(MockInterviewError, match=line) as caught:
        answer_of(text, "{}")
    assert "\n" not in caught.value.ko
