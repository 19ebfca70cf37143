from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mockinterview.domain.grade import Evidence, PointGrade, Verdict
from mockinterview.ui.present.marks import marked_answer, spans
from tests.ui.grades import ANSWER, CLAIM, grade, point
from tests.ui.reading import found, words

TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), min_size=1)


@st.composite
def graded_answers(draw: st.DrawFn):
    answer = draw(TEXTS)
    points = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(answer) - 1))
        end = draw(st.integers(start, len(answer)))
        verdict = draw(st.sampled_from(list(Verdict)))
        points.append(
            PointGrade(
                id=f"p{number}",
                verdict=verdict,
                credit=0.5,
                confidence=0.5,
                weight=1,
                evidence=Evidence.of(answer, start, end),
            )
        )
    return answer, grade(points=tuple(points))


@given(graded_answers())
def test_marking_never_changes_a_word(case) -> None:
    answer, graded = case
    assert words(marked_answer(answer, graded)) == answer


@given(graded_answers())
def test_marks_never_stand_inside_marks_and_cover_exactly_the_evidence(case) -> None:
    answer, graded = case
    html = marked_answer(answer, graded)
    assert all("mark" not in mark.parents for mark in found(html, "mark"))
    covered = {place for span in spans(answer, graded) for place in range(span.start, span.end)}
    assert sum(len(mark.text) for mark in found(html, "mark")) == len(covered)


def test_a_mark_names_the_point_it_earned() -> None:
    marks = found(marked_answer(ANSWER, grade()), "mark")
    assert [(mark.text, mark.attributes["data-point"]) for mark in marks] == [
        ("기울기가 사라집니다.", "vanishing"),
        ("ReLU는 양수에서 1입니다.", "positive"),
    ]


def test_of_two_verdicts_on_the_same_words_the_bad_news_shows() -> None:
    graded = grade(
        points=(
            point("vanishing", Verdict.COVERED, "출력은 0과 1 사이입니다."),
            point("dead", Verdict.CONTRADICTED, "0과 1"),
        ),
        misconceptions=(CLAIM,),
    )
    assert {"is-contradicted"} == {
        c for mark in found(marked_answer(ANSWER, graded), "mark") for c in mark.classes
    }


def test_evidence_that_is_not_in_the_answer_is_not_marked() -> None:
    assert found(marked_answer("다른 답", grade()), "mark") == []
