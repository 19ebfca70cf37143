"""The whole way on a real socket: question in, checked grade or one clear line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import Talk
from wire_server import Body, Close, Only, Request, Say, Status, Stream

from mockinterview.coaching.llm import LlmCoach
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Verdict
from mockinterview.domain.rubric import Question
from mockinterview.errors import ChatError
from mockinterview.grading.llm_grader import RubricGrader
from mockinterview.prompts import PromptLibrary

PROMPTS = PromptLibrary(Path(__file__).parents[2] / "prompts")
ANSWER = "모멘텀은 지난 기울기의 방향을 기억해서 진동을 줄입니다. 그래서 골짜기에서 빨리 내려갑니다."
QUESTION = Question.model_validate(
    {
        "id": "dl.momentum",
        "question": "모멘텀이란?",
        "points": [
            {"id": "memory", "says": "지난 기울기를 누적한 속도로 움직인다."},
            {"id": "damp", "says": "진동이 줄어든다."},
            {"id": "fast", "says": "완만한 골짜기에서 빨라진다."},
        ],
    }
)
GOOD = json.dumps(
    {
        "points": [
            {
                "id": "memory",
                "verdict": "covered",
                "quote": "지난 기울기의 방향을 기억해서",
                "why": "방향을 기억한다고 말했다.",
            },
            {"id": "damp", "verdict": "covered", "quote": "진동을 줄입니다", "why": "진동을 말했다."},
            {
                "id": "fast",
                "verdict": "partial",
                "quote": "골짜기에서 빨리 내려갑니다",
                "why": "이유가 빠졌다.",
            },
        ],
        "false_claims": [],
    },
    ensure_ascii=False,
)


def graded(chat: Any) -> Any:
    return RubricGrader(chat, PROMPTS).grade(QUESTION, ANSWER, "ko")


@pytest.mark.parametrize("known", ["json_schema", "tools", "json_object", "text"])
def test_every_kind_of_endpoint_gives_the_same_grade(talk: Talk, known: str) -> None:
    chat, _ = talk([Only([known], Say(GOOD))])
    grade = graded(chat)
    assert grade.score == pytest.approx(83.3)
    assert grade.grader.model == "wire-model"
    assert all(ANSWER[p.evidence.start : p.evidence.end] == p.evidence.text for p in grade.points)


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{GOOD}\n```",
        f"채점 결과입니다.\n\n{GOOD}\n\n감사합니다.",
        GOOD.replace(
            '"verdict": "covered"', '"credit": 9999, "score": -3, "weight": NaN, "verdict": "covered"'
        ),
        GOOD[:-1] + ', "score": 9999}',
        f"{GOOD}{GOOD}",
    ],
)
def test_what_is_wrapped_around_the_verdicts_changes_no_number(talk: Talk, text: str) -> None:
    assert graded(talk([Say(text)])[0]).score == pytest.approx(83.3)


def test_a_reply_cut_at_its_limit_keeps_what_was_finished(talk: Talk) -> None:
    cut = GOOD[: GOOD.index('"골짜기')]
    chat, server = talk([Say(cut, finish="length"), Say('{"points": []}')])
    grade = graded(chat)
    assert [p.verdict for p in grade.points] == [Verdict.COVERED, Verdict.COVERED, Verdict.UNGRADED]
    assert len(server.chats) == 2


@pytest.mark.parametrize(
    "step",
    [
        Say(GOOD[: len(GOOD) // 4], finish="length"),
        Say('{"points": [], "false_claims": []}'),
        Say("모두 맞는 답입니다. 100점!"),
        Say(f'{GOOD}{{"points": [], "false_claims": []}}'),
        Body({"choices": []}),
        Status(500),
        Status(429, headers={"Retry-After": "60"}),
        Close(),
    ],
)
def test_no_honest_grade_is_one_clear_line(talk: Talk, step: Any) -> None:
    with pytest.raises(ChatError) as caught:
        graded(talk([step])[0])
    assert "\n" not in caught.value.ko
    assert caught.value.ko != caught.value.en


def test_answers_are_graded_side_by_side_without_mixing(talk: Talk) -> None:
    def reply(request: Request) -> Say:
        return Say(
            GOOD
            if "골짜기" in request.prompt.rpartition("<<answer")[2]
            else GOOD.replace("covered", "missing")
        )

    chat, _ = talk(reply, concurrency=8)
    grader = RubricGrader(chat, PROMPTS)
    answers = [ANSWER, "모멘텀은 관성을 주는 방법입니다. 저는 그렇게 알고 있습니다."] * 8
    with ThreadPoolExecutor(8) as pool:
        scores = [grade.score for grade in pool.map(lambda a: grader.grade(QUESTION, a, "ko"), answers)]
    assert scores == [pytest.approx(83.3), 0.0] * 8


def read_into(seen: list[Feedback], steps: Iterator[Feedback]) -> None:
    for step in steps:
        seen.append(step)  # not extend: it would keep nothing when the stream breaks


def test_feedback_killed_in_mid_stream_keeps_what_was_said(talk: Talk) -> None:
    grade = graded(talk([Say(GOOD)])[0])
    text = "## strength\n방향을 기억한다는 점을 잘 말했습니다.\n\n## gap\n왜 빨라지는지"
    chat, _ = talk([Stream([text[i : i + 9] for i in range(0, len(text), 9)], reset=True)])
    seen: list[Feedback] = []
    steps = LlmCoach(chat, PROMPTS).feedback(QUESTION, ANSWER, grade)
    with pytest.raises(ChatError, match="끊겼"):
        read_into(seen, steps)
    assert "방향을 기억" in str(seen[-1].strength)
    assert not seen[-1].complete
