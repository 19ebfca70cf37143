"""Plans with a known bank and known dice, and follow-ups that never say the answer."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Localized
from mockinterview.domain.grade import Evidence, FalseClaim, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Level, Question
from mockinterview.domain.turn import AskedBecause, Ending, Turn
from mockinterview.errors import NotFound
from mockinterview.rubric_store import Bank, Entry, TopicHeader
from mockinterview.selection import (
    PastResult,
    at_random,
    by_topic,
    checklist,
    due_now,
    exam,
    past_results,
    single,
    weak_spots,
)
from mockinterview.selection.plans import MINUTES

NOW = datetime(2026, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def header(topic: str, track: str = "dl") -> TopicHeader:
    return TopicHeader(track, topic, 1, Localized(ko=topic))


def entry(question_id: str, topic: str, level: Level = "mid", track: str = "dl") -> Entry:
    question = Question.model_validate(
        {
            "id": question_id,
            "question": f"{question_id}?",
            "level": level,
            "points": [{"id": "p", "says": "맞다"}],
        }
    )
    return Entry(question, header(topic, track), ())


ENTRIES = (
    entry("a1", "activation", "junior"),
    entry("a2", "activation", "senior"),
    entry("b1", "basics"),
    entry("b2", "basics", "junior"),
    entry("c1", "cnn", "senior"),
    entry("other", "basics", track="mine"),
)


def result(
    score: float | None, *, due: datetime | None = None, gave_up: bool = False, days_ago: int = 1
) -> PastResult:
    return PastResult(attempts=1, score=score, gave_up=gave_up, last_at=NOW - days_ago * DAY, due=due)


def ids(picks: tuple) -> list[str]:  # type: ignore[type-arg]
    return [pick.question_id for pick in picks]


class TestPlans:
    def test_the_checklist_is_the_bank_in_its_order(self) -> None:
        assert ids(checklist(ENTRIES)) == ["a1", "a2", "b1", "b2", "c1", "other"]
        assert [pick.minutes for pick in checklist(ENTRIES)][:3] == [3.0, 5.0, 4.0]
        assert {pick.because for pick in checklist(ENTRIES)} == {AskedBecause.PLAN}

    def test_topics_by_name_or_with_their_track(self) -> None:
        assert ids(by_topic(ENTRIES, ["basics"])) == ["b1", "b2", "other"]
        assert ids(by_topic(ENTRIES, ["cnn", "mine/basics"])) == ["c1", "other"]
        with pytest.raises(NotFound, match="basics"):
            by_topic(ENTRIES, ["basic"])

    def test_a_single_question(self) -> None:
        assert ids(single(ENTRIES, "b1")) == ["b1"]
        with pytest.raises(NotFound, match="a1"):
            single(ENTRIES, "a3")

    def test_due_ones_the_longest_overdue_first(self) -> None:
        past = {
            "a1": result(90, due=NOW - DAY),
            "b1": result(90, due=NOW - 3 * DAY),
            "b2": result(90, due=NOW + DAY),
            "c1": result(20),
        }
        picks = due_now(ENTRIES, past, NOW)
        assert ids(picks) == ["b1", "a1"]
        assert {pick.because for pick in picks} == {AskedBecause.DUE}
        assert ids(due_now(ENTRIES, past, NOW, 1)) == ["b1"]

    def test_weak_spots_due_first_then_the_lowest_then_the_unknown(self) -> None:
        past = {
            "a1": result(90, due=NOW),
            "a2": result(30),
            "b1": result(60),
            "b2": result(None, gave_up=True),
            "c1": result(95, due=NOW + DAY),
        }
        picks = weak_spots(ENTRIES, past, NOW, 10)
        assert ids(picks) == ["a1", "b2", "a2", "b1", "other"]
        assert [pick.because for pick in picks][:2] == [AskedBecause.DUE, AskedBecause.PLAN]
        assert ids(weak_spots(ENTRIES, past, NOW, 2)) == ["a1", "b2"]

    def test_without_a_past_weak_spots_are_what_was_never_asked(self) -> None:
        assert ids(weak_spots(ENTRIES, {}, NOW, 2)) == ["a1", "a2"]

    def test_random_is_the_dice_and_nothing_twice(self) -> None:
        first = ids(at_random(ENTRIES, random.Random(1), 4))
        assert first == ids(at_random(ENTRIES, random.Random(1), 4))
        assert first != ids(at_random(ENTRIES, random.Random(2), 4))
        assert sorted(ids(at_random(ENTRIES, random.Random(3), 99))) == sorted(ids(checklist(ENTRIES)))

    def test_an_exam_goes_from_topic_to_topic(self) -> None:
        picks = ids(exam(ENTRIES, {}, 1000, random.Random(5)))
        assert sorted(picks) == sorted(ids(checklist(ENTRIES)))
        topics = {item.question.id: item.topic for item in ENTRIES}
        assert len({topics[question] for question in picks[:4]}) == 4

    def test_an_exam_prefers_what_was_asked_least(self) -> None:
        past = {"a1": result(90), "b1": result(90)}
        for seed in range(20):
            picks = ids(exam(ENTRIES, past, 1000, random.Random(seed)))
            assert picks.index("a2") < picks.index("a1")
            assert picks.index("b2") < picks.index("b1")

    @settings(deadline=None)
    @given(st.floats(0.1, 60), st.integers(0, 1000))
    def test_an_exam_fits_into_its_time(self, minutes: float, seed: int) -> None:
        picks = exam(ENTRIES, {}, minutes, random.Random(seed))
        assert len(picks) == 1 or sum(pick.minutes for pick in picks) <= minutes
        assert picks
        left = minutes - sum(pick.minutes for pick in picks)
        assert len(picks) == len(ENTRIES) or left < max(MINUTES.values())


class TestThePast:
    def turn(self, question: str, day: int, score: float | None, **more: object) -> Turn:
        asked = {
            "question_id": question,
            "text": "?",
            **{k: v for k, v in more.items() if k not in ("ending", "channel")},
        }
        grade = Grade(
            question=question,
            score=score,
            graded=score is not None,
            reason=None if score is not None else "시간 초과",
            grader=GraderInfo(kind="offline", version="1"),
            flags=(Flag.DONT_KNOW,) if score == 0 else (),
        )
        at = NOW + day * DAY
        return Turn.model_validate(
            {
                "id": f"{question}{day}",
                "session_id": "s",
                "asked": asked,
                "asked_at": at,
                "ended_at": at,
                "ending": more.get("ending", Ending.ANSWERED),
                "answer": Answer.model_validate(
                    {"text": "답", "channel": more.get("channel", Channel.TYPED)}
                ),
                "grade": grade,
            }
        )

    def test_the_latest_graded_answer_counts(self) -> None:
        turns = [self.turn("q", 3, None), self.turn("q", 1, 30.0), self.turn("q", 2, 80.0)]
        (found,) = past_results(turns, {"q": NOW}).values()
        assert found == PastResult(attempts=3, score=80.0, gave_up=False, last_at=NOW + 3 * DAY, due=NOW)

    def test_follow_ups_and_code_are_no_answers_to_the_question(self) -> None:
        turns = [
            self.turn("q", 1, 30.0, point_id="p", because=AskedBecause.MISSING_POINT),
            self.turn("lab.q", 2, 30.0, channel=Channel.CODE),
        ]
        assert past_results(turns, {}) == {}

    def test_giving_up_is_weak_and_an_ungraded_answer_is_not(self) -> None:
        past = past_results(
            [
                self.turn("skipped", 1, None, ending=Ending.SKIPPED),
                self.turn("unknown", 1, 0.0),
                self.turn("ungraded", 1, None),
                self.turn("better", 1, 0.0),
                self.turn("better", 2, 90.0),
            ],
            {},
        )
        assert {name: item.is_weak(NOW) for name, item in past.items()} == {
            "skipped": True,
            "unknown": True,
            "ungraded": False,
            "better": False,
        }


QUESTION = Question.model_validate(
    {
        "id": "dl.relu",
        "question": {"ko": "왜 ReLU인가요?", "en": "Why ReLU?"},
        "points": [
            {"id": "light", "says": "계산이싸다", "weight": 1, "hint": "연산의 종류를 떠올려 보세요."},
            {"id": "heavy", "says": "기울기가전달된다", "weight": 3, "hint": "미분값의 크기는 어떤가요?",
             "keywords": [["기울기소실"]], "phrasings": ["앞층까지신호가간다"], "counters": ["기울기가사라진다"]},
            {"id": "plain", "says": "희소하다", "weight": 2},
            {"id": "stated", "says": "포화되지않는다", "weight": 2, "hint": "큰 입력에서 평평해지는지가 실마리입니다."},
        ],
        "misconceptions": [
            {"id": "turns", "says": "거짓", "why": "참", "contradicts": "plain"},
            {"id": "loose", "says": "다른거짓", "why": "다른참"},
        ],
        "follow_ups": ["dl.gone", "dl.dead", "dl.leaky"],
    }
)  # fmt: skip
SECRETS = (
    "계산이싸다",
    "기울기가전달된다",
    "희소하다",
    "포화되지않는다",
    "기울기소실",
    "앞층까지신호가간다",
    "기울기가사라진다",
)
BANK = Bank(
    (
        Entry(QUESTION, header("activation"), ()),
        entry("dl.dead", "activation"),
        entry("dl.leaky", "activation"),
    )
)
SAID = "렐루는 출력이 0과 1 사이입니다."


def graded(*, false: tuple[str, ...] = (), **verdicts: str) -> Grade:
    points = []
    for name in ("light", "heavy", "plain", "stated"):
        verdict = Verdict(verdicts.get(name, "covered"))
        evidence = Evidence.of(SAID, 0, 8) if verdict is Verdict.CONTRADICTED else None
        credit = {"covered": 1.0, "partial": 0.5}.get(verdict.value, 0.0)
        weight = QUESTION.point(name).weight
        points.append(
            PointGrade(
                id=name, verdict=verdict, credit=credit, confidence=1, weight=weight, evidence=evidence
            )
        )
    claims = tuple(FalseClaim(id=name, evidence=Evidence.of(SAID, 4, 13), why="아니다") for name in false)
    return Grade(
        question="dl.relu",
        score=50,
        graded=True,
        grader=GraderInfo(kind="offline", version="1"),
        points=tuple(points),
        misconceptions=claims,
    )
