"""Written feedback as it streams, and what is refused of follow-ups, drafts and ideas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.coaching.llm import LlmCoach
from mockinterview.coaching.sections import parsed
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Evidence, FalseClaim, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.errors import ChatError
from mockinterview.llm import Broken, ScriptedChat
from mockinterview.prompts import PromptLibrary

PROMPTS = PromptLibrary(Path(__file__).parents[2] / "prompts")
ANSWER = "드롭아웃은 뉴런을 무작위로 끕니다. 추론할 때도 끕니다."
TEXT = """## strength
뉴런을 무작위로 끈다는 핵심을 바로 말했습니다.

## gap
왜 과적합이 줄어드는지가 빠졌습니다. 면접관은 이유를 듣고 싶어 합니다.

## correction
1: 추론할 때는 모든 뉴런을 켭니다.
2: 이것은 아무도 말하지 않은 문장입니다.

## say
여러 작은 망을 섞는 효과라 과적합이 줄어듭니다. 추론할 때는 모두 켜고 씁니다.
"""


def question() -> Question:
    return Question.model_validate(
        {
            "id": "dl.dropout",
            "question": "드롭아웃이란?",
            "points": [
                {"id": "random", "says": "뉴런을 무작위로 끈다."},
                {
                    "id": "why",
                    "says": "앙상블 효과로 과적합이 준다.",
                    "weight": 3,
                    "keywords": [["앙상블"], ["과적합", "overfitting"]],
                },
            ],
        }
    )


def grade() -> Grade:
    wrong = Evidence.of(ANSWER, 20, len(ANSWER))
    return Grade(
        question="dl.dropout",
        score=40,
        graded=True,
        grader=GraderInfo(kind="offline", version="1"),
        points=(
            PointGrade(id="random", verdict=Verdict.COVERED, credit=1, confidence=1, weight=1),
            PointGrade(id="why", verdict=Verdict.MISSING, credit=0, confidence=1, weight=3),
        ),
        misconceptions=(FalseClaim(id="x", evidence=wrong, why="모두 켠다"),),
    )


def coach(*script: Any) -> LlmCoach:
    return LlmCoach(ScriptedChat(script), PROMPTS)


def written(text: Any) -> list[Feedback]:
    return list(coach(text).feedback(question(), ANSWER, grade()))


def test_feedback_grows_and_ends_complete() -> None:
    steps = written(TEXT)
    assert len(steps) > 5
    assert [step.complete for step in steps[:-1]] == [False] * (len(steps) - 1)
    last = steps[-1]
    assert last.complete
    assert last.written_by == "llm"
    assert "무작위" in str(last.strength)
    assert "이유" in str(last.gap)
    assert "섞는" in str(last.say_it_like)
    assert [(c.quote, c.truth) for c in last.corrections] == [
        (ANSWER[20:], "추론할 때는 모든 뉴런을 켭니다.")
    ]


def test_half_a_heading_is_never_shown() -> None:
    for step in written(TEXT):
        assert "#" not in f"{step.strength}{step.gap}{step.say_it_like}"


def read_into(seen: list[Feedback], steps: Iterator[Feedback]) -> None:
    for step in steps:
        seen.append(step)  # not extend: it would keep nothing when the stream breaks


def test_what_came_before_a_break_stays() -> None:
    seen: list[Feedback] = []
    steps = coach(Broken(TEXT[:80])).feedback(question(), ANSWER, grade())
    with pytest.raises(ChatError, match="끊겼"):
        read_into(seen, steps)
    assert not seen[-1].complete
    assert "무작위" in str(seen[-1].strength)


@pytest.mark.parametrize(
    "text", ["This is a fine answer. " * 20, "## strength\n很好的回答，你说得很清楚。" * 20, "Good."]
)
def test_another_language_is_stopped(text: str) -> None:
    with pytest.raises(ChatError, match="다른 언어"):
        written(text)


def test_links_images_and_hidden_signs_do_not_come_through() -> None:
    wild = "## strength\n좋은 답이에요 ![x](https://evil.example/a?b=1) <b>굵게</b> javascript:alert(1) \u202e끝입니다"
    strength = str(written(wild)[-1].strength)
    for sign in ("http", "evil", "![", "javascript", "\u202e"):
        assert sign not in strength


def test_a_text_without_headings_is_not_thrown_away() -> None:
    assert "이유가 빠졌" in str(written("왜 그런지 이유가 빠졌습니다. 다음에는 말해 보세요.")[-1].gap)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    for complete in (False, True):
        parsed(text, (), "ko", complete=complete)


class TestFollowUp:
    def ask(self, asks: Any, asked: tuple[str, ...] = ()) -> Any:
        script = {"question": asks, "because": "이유를 듣고 싶습니다."}
        return coach(script).follow_up(question(), ANSWER, grade(), asked)

    def test_it_goes_for_the_heaviest_open_point(self) -> None:
        found = self.ask("뉴런을 끄면 왜 학습에 도움이 될까요?")
        assert (found.point_id, found.question) == ("why", "뉴런을 끄면 왜 학습에 도움이 될까요?")

    @pytest.mark.parametrize(
        "asks",
        [
            "",
            5,
            None,
            "Why does it help?",
            "앙상블 효과로 과적합이 줄어드는 이유는 무엇인가요?",
            "이미 물은 것?",
        ],
    )
    def test_an_unusable_one_is_refused(self, asks: Any) -> None:
        with pytest.raises(ChatError, match="꼬리 질문"):
            self.ask(asks, ("이미 물은 것?",))

    def test_a_full_answer_needs_none(self) -> None:
        full = grade().model_copy(update={"points": grade().points[:1]})
        assert coach().follow_up(question(), ANSWER, full) is None


DRAFT: dict[str, Any] = {
    "question": "배치 정규화는 왜 쓰나요?",
    "points": [
        {
            "id": "Stable Training!",
            "says": "학습이 안정된다.",
            "keywords": [["안정"], []],
            "phrasings": ["안 터져요"],
            "counters": [],
            "weight": 99,
        },
        {
            "id": "",
            "says": "감마와 베타를 학습한다.",
            "keywords": "no",
            "phrasings": None,
            "counters": [3],
            "weight": float("nan"),
        },
    ],
    "misconceptions": [
        {"id": "m", "says": "추론에도 배치 통계를 쓴다.", "why": "이동 평균을 쓴다."},
        {"id": "n", "says": "", "why": ""},
    ],
    "model_answer": "학습이 안정됩니다.",
    "doubts": ["노트의 0.9는 프레임워크마다 다르다."],
}


class TestDrafts:
    def test_a_draft_is_a_valid_rubric(self) -> None:
        draft = coach(DRAFT).rubric_draft("노트", "mine.bn.why")
        assert draft.question.id == "mine.bn.why"
        assert [(p.id, p.weight) for p in draft.question.points] == [("stable-training", 3.0), ("point", 1.0)]
        assert [m.id for m in draft.question.misconceptions] == ["m"]
        assert draft.doubts == ("노트의 0.9는 프레임워크마다 다르다.",)

    @pytest.mark.parametrize(
        "change", [{"points": []}, {"question": ""}, {"points": [{"id": "a", "says": ""}]}]
    )
    def test_no_rubric_is_an_error(self, change: dict[str, Any]) -> None:
        with pytest.raises(ChatError, match="초안"):
            coach({**DRAFT, **change}).rubric_draft("노트", "mine.bn.why")

    def test_ideas_are_only_new_ones(self) -> None:
        ideas = {
            "phrasings": ["새 표현", "새 표현", "앙상블 효과로 과적합이 준다."],
            "counters": ["틀린 말", 4],
            "keywords": ["앙상블", "ensemble"],
        }
        found = coach(ideas).phrasing_ideas(question(), question().point("why"))
        assert (found.phrasings, found.counters, found.keywords) == (
            ("새 표현",),
            ("틀린 말",),
            ("ensemble",),
        )
