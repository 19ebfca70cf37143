"""Words for the candidate never say more than the verdicts do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.coaching.flag_phrases import FLAGGED
from mockinterview.coaching.offline import SURE, offline_feedback
from mockinterview.coaching.phrases import GAP, NEXT, STRENGTH, UNGRADED
from mockinterview.coaching.spoken import clipped, label, polite, spoken_phrasing, statement
from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Evidence, FalseClaim, Flag, Grade, GraderInfo, PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.rubric_store import Layer, LayerName, RubricStore

INFO = GraderInfo(kind="offline", version="test")
ANSWER = "첫째 문장은 하나입니다. 둘째 문장은 둘입니다. 셋째 문장은 셋입니다. 넷째 문장은 넷입니다."
SENTENCES = [Evidence.of(ANSWER, *match.span()) for match in re.finditer(r"\S[^.]*\.", ANSWER)]
CREDIT = {Verdict.COVERED: 1.0, Verdict.PARTIAL: 0.5}
BANK = RubricStore([Layer(LayerName.SHIPPED, Path(__file__).parents[2] / "rubrics")]).bank()

QUESTION = Question.model_validate(
    {
        "id": "dl.q",
        "question": {"ko": "배치 정규화란?", "en": "What is batch normalisation?"},
        "points": [
            {
                "id": "scale",
                "says": "배치마다 평균과 분산으로 정규화한다.",
                "keywords": [["정규화"]],
                "phrasings": [
                    "층마다 값을 비슷한 크기로 맞춰 주는 거예요.",
                    "It normalises each batch.",
                    "배치 통계",
                ],
                "weight": 3,
                "hint": "무엇의 평균인가요?",
            },
            {
                "id": "speed",
                "says": "학습이 빨라지는 기법이다.",
                "keywords": [["학습률", "learning rate"]],
                "weight": 2,
            },
            {
                "id": "infer",
                "says": "추론에서는 이동 평균을 쓴다.",
                "weight": 1,
                "hint": "배치가 없을 때는요?",
            },
        ],
        "misconceptions": [
            {
                "id": "none",
                "says": "추론에서도 배치 통계를 쓴다.",
                "why": "이동 평균을 씁니다.",
                "contradicts": "infer",
            }
        ],
        "follow_ups": ["dl.next"],
    }
)


def graded(verdicts: dict[str, tuple[Verdict, float]], *, score: float | None = None, **more: Any) -> Grade:
    points = []
    for place, point in enumerate(QUESTION.points):
        verdict, confidence = verdicts.get(point.id, (Verdict.MISSING, 0.9))
        points.append(
            PointGrade(
                id=point.id,
                verdict=verdict,
                credit=CREDIT.get(verdict, 0.0),
                confidence=confidence,
                weight=point.weight,
                evidence=None if verdict is Verdict.MISSING else SENTENCES[place],
            )
        )
    earned = 100 * sum(p.credit * p.weight for p in points) / QUESTION.total_weight
    return Grade(
        question="dl.q",
        score=earned if score is None else score,
        graded=True,
        grader=INFO,
        points=tuple(points),
        **more,
    )


def texts(feedback: Feedback) -> list[str]:
    lines = [feedback.strength, feedback.gap, feedback.hint, feedback.next_step, feedback.say_it_like]
    return [line for line in lines if line is not None] + [c.truth for c in feedback.corrections]


VERDICT = st.sampled_from([Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSING, Verdict.CONTRADICTED])
GRADES = st.builds(
    lambda verdicts, flags, claimed: graded(
        verdicts,
        flags=tuple(flags),
        misconceptions=(FalseClaim(id="none", evidence=SENTENCES[2], why="이동 평균을 씁니다."),)
        if claimed
        else (),
    ),
    st.fixed_dictionaries({p.id: st.tuples(VERDICT, st.floats(0, 1)) for p in QUESTION.points}),
    st.lists(st.sampled_from(list(Flag)), max_size=2, unique=True),
    st.booleans(),
)
LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["ko", "en"])


@given(GRADES, LANGUAGES, st.text(max_size=20))
@settings(deadline=None)
def test_praise_quotes_only_words_that_earned_something(grade: Grade, language: Language, salt: str) -> None:
    feedback = offline_feedback(QUESTION, grade, salt, language)
    if feedback.strength is None:
        return
    assert grade.score
    earned = [p for p in grade.points if p.verdict in (Verdict.COVERED, Verdict.PARTIAL) and p.evidence]
    assert any(clipped(p.evidence.text) in feedback.strength for p in earned if p.evidence)
    wrong = [p.evidence for p in grade.points if p.verdict is Verdict.CONTRADICTED]
    wrong += [claim.evidence for claim in grade.misconceptions]
    assert not any(clipped(e.text) in feedback.strength for e in wrong if e)


@given(GRADES, LANGUAGES)
@settings(deadline=None)
def test_nothing_is_praised_at_zero_and_nothing_asked_for_at_full_marks(
    grade: Grade, language: Language
) -> None:
    nothing = grade.model_copy(update={"score": 0.0})
    assert offline_feedback(QUESTION, nothing, "답", language).strength is None
    if all(point.verdict is Verdict.COVERED for point in grade.points):
        full = offline_feedback(QUESTION, grade, "답", language)
        assert full.hint is None
        assert full.say_it_like is None


@given(GRADES, LANGUAGES)
@settings(deadline=None)
def test_every_contradicted_sentence_is_corrected_and_no_other(grade: Grade, language: Language) -> None:
    quotes = [c.quote for c in offline_feedback(QUESTION, grade, "답", language).corrections]
    claimed = [claim.evidence.text for claim in grade.misconceptions]
    turned = {"infer"} if claimed else set()
    wrong = [p for p in grade.points if p.verdict is Verdict.CONTRADICTED]
    for point in wrong:
        assert point.evidence is not None
        assert point.evidence.text in quotes or point.id in turned
    assert set(quotes) <= {p.evidence.text for p in wrong if p.evidence} | set(claimed)
    assert len(set(quotes)) == len(quotes)


@given(GRADES, LANGUAGES, st.text(max_size=20))
@settings(deadline=None)
def test_the_same_answer_always_hears_the_same_and_no_slot_stays_open(
    grade: Grade, language: Language, answer: str
) -> None:
    first = offline_feedback(QUESTION, grade, answer, language)
    assert offline_feedback(QUESTION, grade, answer, language) == first
    assert first.written_by == "offline"
    assert first.language == language
    for line in texts(first):
        assert line.strip()
        assert "{" not in line
        assert "None" not in line
    assert Feedback.model_validate_json(first.model_dump_json()) == first


def test_the_heaviest_missing_point_is_the_gap_with_its_hint_and_its_words() -> None:
    feedback = offline_feedback(QUESTION, graded({"speed": (Verdict.COVERED, 0.9)}), ANSWER)
    assert feedback.gap is not None
    assert "정규화" in feedback.gap
    assert feedback.hint == "무엇의 평균인가요?"
    assert feedback.say_it_like is not None
    assert feedback.say_it_like.startswith("배치마다 평균과 분산으로 정규화합니다. ")
    assert feedback.say_it_like.endswith("층마다 값을 비슷한 크기로 맞춰 주는 거예요.")
    assert feedback.strength is not None
    assert clipped(SENTENCES[1].text) in feedback.strength


def test_what_was_not_heard_for_certain_is_said_carefully() -> None:
    doubtful = offline_feedback(QUESTION, graded({"scale": (Verdict.MISSING, SURE - 0.2)}), ANSWER)
    assert doubtful.gap is not None
    assert "들리지 않았습니다" in doubtful.gap
    accused = offline_feedback(QUESTION, graded({"infer": (Verdict.CONTRADICTED, 0.4)}), ANSWER)
    assert accused.corrections[0].truth.startswith("제가 잘못 들었을 수 있지만")
    assert "추론에서는 이동 평균을 씁니다." in accused.corrections[0].truth


def test_a_misconception_explains_itself_once() -> None:
    claim = FalseClaim(id="none", evidence=SENTENCES[2], why="이동 평균을 씁니다.")
    grade = graded({"infer": (Verdict.CONTRADICTED, 0.9)}, misconceptions=(claim,))
    corrections = offline_feedback(QUESTION, grade, ANSWER).corrections
    assert [(c.quote, c.truth) for c in corrections] == [(SENTENCES[2].text, "이동 평균을 씁니다.")]


@pytest.mark.parametrize("flag", Flag)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_flag_has_sensible_words_of_its_own(flag: Flag, language: Language) -> None:
    noticed, advice = FLAGGED[flag]
    feedback = offline_feedback(QUESTION, graded({}, flags=(flag,)), "답", language)
    assert feedback.gap is not None
    assert any(feedback.gap.startswith(line) for line in noticed[language])
    assert feedback.next_step in advice[language]
    others = [line for other, pair in FLAGGED.items() if other is not flag for line in pair[0][language]]
    assert not set(noticed[language]) & set(others)


def test_an_empty_answer_is_told_apart_from_a_wrong_one() -> None:
    empty = Grade(question="dl.q", score=None, graded=False, reason="empty", grader=INFO, flags=(Flag.EMPTY,))
    feedback = offline_feedback(QUESTION, empty, "")
    assert feedback.gap in FLAGGED[Flag.EMPTY][0]["ko"]
    assert feedback.hint == "무엇의 평균인가요?"
    assert feedback.strength is None


def test_a_grade_that_failed_says_nothing_about_the_answer() -> None:
    failed = Grade(question="dl.q", score=None, graded=False, reason="no embedder", grader=INFO)
    feedback = offline_feedback(QUESTION, failed, ANSWER)
    assert feedback.next_step in UNGRADED["ko"]
    assert (feedback.strength, feedback.gap, feedback.say_it_like) == (None, None, None)


@pytest.mark.parametrize("table", [STRENGTH, GAP, NEXT])
def test_both_languages_have_every_line(table: dict[str, dict[Language, tuple[str, ...]]]) -> None:
    assert all(set(lines) == {"ko", "en"} and all(lines.values()) for lines in table.values())


def test_answers_vary_the_wording() -> None:
    grade = graded({"speed": (Verdict.COVERED, 0.9)})
    assert len({offline_feedback(QUESTION, grade, f"{n}").gap for n in range(30)}) >= 3


@pytest.mark.parametrize(
    ("plain", "spoken"),
    [
        ("기울기가 전달된다.", "기울기가 전달됩니다."),
        ("값이 크다.", "값이 큽니다."),
        ("식이 다르다.", "식이 다릅니다."),
        ("층이 길다.", "층이 깁니다."),
        ("신경망은 함수다.", "신경망은 함수입니다."),
        ("둘의 차이다.", "둘의 차이입니다."),
        ("컨볼루션 네트워크다.", "컨볼루션 네트워크입니다."),
        ("모델이다.", "모델입니다."),
        ("층은 아니다.", "층은 아닙니다."),
        ("쓰지 않는다.", "쓰지 않습니다."),
        ("먼저 만든다", "먼저 만듭니다."),
        ("계산했다.", "계산했습니다."),
        ("쓸 수 있다(예: Adam).", "쓸 수 있습니다(예: Adam)."),
        ("결과는 z다.", "결과는 z입니다."),
        ("하나를 쓴다. 둘을 뺀다.", "하나를 씁니다. 둘을 뺍니다."),
        ("이미 공손합니다.", "이미 공손합니다."),
        ("It is plain English.", "It is plain English."),
        ("", ""),
    ],
)
def test_a_rubrics_plain_sentence_becomes_speech(plain: str, spoken: str) -> None:
    assert polite(plain) == spoken


@given(st.text(max_size=40))
def test_any_text_may_stand_in_a_rubric(text: str) -> None:
    polite(text)
    clipped(text)


def test_every_point_of_the_shipped_bank_can_be_said_aloud() -> None:
    for question in BANK:
        for point in question.points:
            assert statement(point, "ko").rstrip().endswith(("니다.", ").")), point.id
            spoken = spoken_phrasing(point, "ko")
            assert spoken is not None
            assert spoken.rstrip(" .").endswith(("요", "니다"))
            assert spoken_phrasing(point, "en")


def test_a_point_is_named_by_a_noun() -> None:
    stem = Point.model_validate(
        {"id": "p", "says": "가중치가 학습되는 과정이다.", "keywords": [["학습되", "과정"], ["weight"]]}
    )
    assert label(stem, "ko") == "과정"
    assert label(stem, "en") == "weight"
    assert label(Point(id="p", says="짧다."), "ko") is None


def test_a_two_minute_rubric_is_enough() -> None:
    bare = Question.model_validate(
        {"id": "q", "question": "트랜잭션이란?", "points": [{"id": "a", "says": "모두 되거나 모두 안 된다."}]}
    )
    point = PointGrade(id="a", verdict=Verdict.MISSING, credit=0, confidence=0.9, weight=1)
    grade = Grade(question="q", score=0, graded=True, grader=INFO, points=(point,))
    feedback = offline_feedback(bare, grade, "음")
    assert feedback.say_it_like == "모두 되거나 모두 안 됩니다."
    assert feedback.gap
    assert feedback.hint is None


def test_half_an_emoji_in_a_quote_costs_only_itself() -> None:
    answer = "기울기가 \ud83d 사라집니다."
    evidence = Evidence.of(answer, 0, len(answer))
    for verdict in (Verdict.COVERED, Verdict.CONTRADICTED):
        grade = graded({"scale": (verdict, 0.9)})
        points = tuple(p.model_copy(update={"evidence": evidence}) if p.evidence else p for p in grade.points)
        feedback = offline_feedback(QUESTION, grade.model_copy(update={"points": points}), answer)
        assert "기울기가" in (feedback.strength or feedback.corrections[0].quote)
