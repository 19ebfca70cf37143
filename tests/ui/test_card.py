from __future__ import annotations

import pytest

from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Band, Flag, GraderInfo, Verdict
from mockinterview.domain.turn import Ending
from mockinterview.ui.present.card import CardContent, feedback_card
from mockinterview.ui.texts import Words
from tests.ui.grades import ANSWER, CLAIM, QUESTION, grade, point, turn, ungraded
from tests.ui.reading import found, read, words

KO, EN = Words("ko"), Words("en")


def card(given, language: Words = KO, **more) -> str:
    return feedback_card(CardContent(turn(given), QUESTION, **more), language)


def test_the_score_stands_with_who_gave_it_and_how_sure() -> None:
    shown = words(card(grade(band=Band(low=60, high=84))))
    for part in ("72", "흐름이 좋습니다", "핵심 3개 중 1개", "오프라인 채점", "확신 높음", "60–84점"):
        assert part in shown


@pytest.mark.parametrize(
    ("kind", "badge"), [("llm", "LLM 채점"), ("both", "오프라인 + LLM"), ("lab", "코드 실행")]
)
def test_the_badge_follows_the_grader(kind, badge) -> None:
    given = grade(grader=GraderInfo(kind=kind, version="1", model="m"))
    assert found(card(given), ".mi-provenance")[0].text == badge


def test_an_llm_that_did_not_answer_is_told_of() -> None:
    assert "연결할 수 없습니다" in words(card(grade().with_note("127.0.0.1에 연결할 수 없습니다.")))
    assert "landlock" not in words(card(grade(grader=GraderInfo(kind="lab", version="1", note="landlock"))))


def test_every_point_shows_verdict_share_and_evidence() -> None:
    points = found(card(grade()), ".mi-point")
    assert [element.attributes["data-point"] for element in points] == ["vanishing", "positive", "dead"]
    assert "충분함" in points[0].text
    assert "비중 50%" in points[0].text
    assert "기울기가 사라집니다." in points[0].text
    assert "빠짐" in points[2].text


def test_a_contradicted_point_says_what_is_true_instead() -> None:
    given = grade(points=(point("positive", Verdict.CONTRADICTED, "ReLU는 양수에서 1입니다."),))
    claim = found(card(given), ".mi-claim")[0]
    assert "ReLU는 양수에서 1입니다." in claim.text
    assert "ReLU는 양수에서 기울기가 1이다." in claim.text


def test_a_misconception_is_marked_and_explained_once() -> None:
    html = card(grade(misconceptions=(CLAIM,)))
    assert "위로는 막혀 있지 않다." in found(html, ".mi-claim")[0].text
    assert any("claim:bounded" in (m.attributes["data-point"] or "") for m in found(html, "mark"))
    assert "먼저" not in "".join(element.text for element in found(html, ".mi-coaching"))


def test_an_answer_that_was_not_graded_says_why_and_has_no_number() -> None:
    html = card(ungraded("모델을 열지 못했습니다."))
    head = found(html, ".mi-card-head")[0].text
    assert "모델을 열지 못했습니다." in head
    assert not any(char.isdigit() for char in head)
    assert found(html, ".mi-ring")[0].text == "–"


def test_there_is_exactly_one_next_step() -> None:
    for given in (grade(), grade(misconceptions=(CLAIM,)), ungraded("x"), grade(points=())):
        assert len(found(card(given), ".mi-next-step")) == 1


def test_the_heaviest_gap_becomes_the_next_step_when_no_coach_spoke() -> None:
    assert "음수 쪽을 생각해 보세요." in found(card(grade()), ".mi-next-step")[0].text


def test_the_coach_has_the_word_when_there_is_one() -> None:
    coached = turn(
        grade(), feedback=Feedback(next_step="소리 내어 말해 보세요.", written_by="llm", complete=False)
    )
    html = feedback_card(CardContent(coached, QUESTION), KO)
    assert "소리 내어 말해 보세요." in found(html, ".mi-next-step")[0].text


def test_the_model_answer_is_there_only_when_it_was_asked_for() -> None:
    assert found(card(grade()), ".mi-model") == []
    model = found(card(grade(), model_answer=QUESTION.model_answer), ".mi-model")[0]
    assert model.tag == "details"
    assert QUESTION.model_answer in model.text


def test_errata_of_the_notes_are_shown_with_their_standing() -> None:
    errata = found(card(grade()), ".mi-errata")[0].text
    assert "이견 있음" in errata
    assert "과제에 따라 다르다." in errata


@pytest.mark.parametrize("flag", list(Flag))
@pytest.mark.parametrize("language", [KO, EN])
def test_every_flag_has_words(flag, language) -> None:
    assert found(card(grade(flags=(flag,)), language), ".mi-flags")[0].text.strip() != flag.value


def test_a_code_of_the_grader_never_reaches_the_candidate() -> None:
    given = grade(points=(point("vanishing", Verdict.COVERED, note="maybe_contradicted"),))
    assert "maybe_contradicted" not in words(card(given))


def test_skipped_and_passed_questions_have_a_plain_card() -> None:
    for ending, line in ((Ending.SKIPPED, "건너뛴"), (Ending.DONT_KNOW, "모른다고")):
        html = feedback_card(CardContent(turn(None, ending=ending), QUESTION), KO)
        assert line in words(html)


def test_a_question_that_left_the_bank_still_has_a_card() -> None:
    html = feedback_card(CardContent(turn(grade()), None), KO)
    assert "vanishing" in words(html)


def test_markup_in_everything_a_user_can_write_stays_text() -> None:
    evil = '<img src=x onerror="alert(1)">${alert(1)}{{this}}</mark><script>alert(1)</script>'
    question = QUESTION.model_copy(
        update={
            "points": tuple(p.model_copy(update={"says": evil, "hint": evil}) for p in QUESTION.points),
            "model_answer": evil,
            "errata": tuple(
                e.model_copy(update={"claim": evil, "truth": evil, "doc": evil}) for e in QUESTION.errata
            ),
        }
    )
    given = grade(points=(point("vanishing", Verdict.COVERED, note=evil),), misconceptions=())
    coached = turn(
        given.model_copy(update={"grader": GraderInfo(kind="llm", version=evil, model=evil)}),
        answer=ANSWER + evil,
        feedback=Feedback(strength=evil, gap=evil, say_it_like=evil, next_step=evil),
    )
    html = feedback_card(CardContent(coached, question, model_answer=evil), KO)
    assert {"img", "script"} & {element.tag for element in read(html).elements} == set()
    assert words(html).count("<script>alert(1)</script>") >= 7


def test_in_english_no_korean_of_ours_is_left() -> None:
    plain = QUESTION.model_copy(
        update={
            "points": tuple(p.model_copy(update={"says": "x", "hint": "x"}) for p in QUESTION.points),
            "errata": (),
        }
    )
    given = grade(
        points=(point("vanishing", Verdict.COVERED), point("dead", Verdict.MISSING)), flags=(Flag.OFF_TOPIC,)
    )
    shown = words(feedback_card(CardContent(turn(given, answer="answer"), plain), EN))
    assert not any("가" <= char <= "힣" for char in shown)
