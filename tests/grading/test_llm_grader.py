"""The LLM's grade: only what code finds in the answer counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from mockinterview.domain.grade import Flag, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.errors import ChatError
from mockinterview.grading.llm_grader import RubricGrader
from mockinterview.llm import ScriptedChat
from mockinterview.prompts import PromptLibrary

PROMPTS = PromptLibrary(Path(__file__).parents[2] / "prompts")
ANSWER = (
    "음, 시그모이드는 미분의 최댓값이 0.25라서 층이 깊어지면 기울기가 사라지거든요. "
    "렐루는 양수에서 기울기가 1이라 그대로 전달됩니다. 계산도 지수 함수가 없어서 빠릅니다. "
    "그리고 렐루는 출력이 0과 1 사이로 제한됩니다."
)
QUOTES = {
    "vanishing": "미분의 최댓값이 0.25라서 층이 깊어지면 기울기가 사라지거든요",
    "flow": "렐루는 양수에서 기울기가 1이라 그대로 전달됩니다",
    "cost": "계산도 지수 함수가 없어서 빠릅니다",
    "unbounded": "렐루는 출력이 0과 1 사이로 제한됩니다",
}


def question() -> Question:
    return Question.model_validate(
        {
            "id": "dl.why-relu",
            "question": {"ko": "Sigmoid보다 ReLU를 쓰는 이유는?", "en": "Why ReLU?"},
            "points": [
                {"id": "vanishing", "says": "시그모이드는 깊어지면 기울기가 사라진다.", "weight": 2},
                {"id": "flow", "says": "ReLU는 양수에서 기울기가 1이다.", "keywords": [["렐루", "ReLU"]]},
                {"id": "cost", "says": "지수 계산이 없어 빠르다."},
                {"id": "unbounded", "says": "ReLU의 출력은 위로 막혀 있지 않다."},
            ],
            "misconceptions": [
                {
                    "id": "relu-bounded",
                    "says": "ReLU는 출력을 0과 1 사이로 제한한다.",
                    "why": "위로는 막혀 있지 않다.",
                }
            ],
        }
    )


def point(name: str, verdict: str = "covered", quote: str | None = None, **more: Any) -> dict[str, Any]:
    words = QUOTES.get(name, "") if quote is None and verdict != "missing" else quote or ""
    return {"id": name, "verdict": verdict, "quote": words, "why": "이유를 말했다.", **more}


def reply(*points: Mapping[str, Any], claims: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    return {"points": list(points), "false_claims": list(claims)}


HONEST = reply(
    point("vanishing"), point("flow"), point("cost", "partial"), point("unbounded", "contradicted")
)


def grade(*script: Any, votes: int = 1, answer: str = ANSWER) -> Any:
    return RubricGrader(ScriptedChat(script), PROMPTS, votes=votes).grade(question(), answer)


def verdicts(graded: Any) -> dict[str, str]:
    return {p.id: p.verdict.value for p in graded.points}


def test_verdicts_quotes_and_score() -> None:
    graded = grade(HONEST)
    assert graded.score == pytest.approx(60.0)  # (2 + 1 + 0.5 - 0.5) / 5
    assert graded.graded
    assert all(ANSWER[p.evidence.start : p.evidence.end] == p.evidence.text for p in graded.points)
    assert graded.grader.kind == "llm"
    assert graded.grader.prompt.startswith("grade.ko@1#")
    assert graded.grader.rubric == question().content_hash()
    assert graded.band.low < graded.score < graded.band.high


@pytest.mark.parametrize("value", [float("nan"), -5, 9999, "100", None, True, 10**30])
def test_numbers_of_the_model_count_for_nothing(value: Any) -> None:
    text = json.dumps(
        reply(*({**p, "credit": value, "score": value, "weight": value} for p in HONEST["points"]))
        | {"score": value, "total": value}
    )
    assert grade(text).score == grade(HONEST).score


@pytest.mark.parametrize("quote", ["", "답에 없는 지어낸 문장입니다", "0.25", "covered"])
@pytest.mark.parametrize("verdict", ["covered", "partial", "contradicted"])
def test_without_a_quote_from_the_answer_nothing_is_awarded(verdict: str, quote: str) -> None:
    graded = grade(reply(point("vanishing", verdict, quote), *HONEST["points"][1:]))
    found = graded.point("vanishing")
    assert (found.verdict, found.credit, found.evidence) == (Verdict.MISSING, 0.0, None)
    assert "인용" in found.note


def test_speech_recognitions_spelling_may_be_mended_in_a_quote() -> None:
    graded = grade(
        reply(
            point("vanishing", quote="미분의 최대값이 0.25라서, 층이 깊어지면 기울기가 사라지거든요."),
            *HONEST["points"][1:],
        )
    )
    found = graded.point("vanishing")
    assert found.verdict is Verdict.COVERED
    assert found.evidence.text == "미분의 최댓값이 0.25라서 층이 깊어지면 기울기가 사라지거든요"
    assert found.confidence < grade(HONEST).point("vanishing").confidence


@pytest.mark.parametrize(
    "verdict", ["yes", "COVERED!!", "", None, 1, ["covered"], "fully covered", "ungraded"]
)
def test_an_off_menu_verdict_is_no_verdict(verdict: Any) -> None:
    odd = {**point("cost"), "verdict": verdict}
    graded = grade(reply(*HONEST["points"][:2], odd, HONEST["points"][3]), reply(odd))
    assert graded.point("cost").verdict is Verdict.UNGRADED
    assert graded.score == pytest.approx(62.5)  # (2 + 1 - 0.5) / 4: the open point stands on neither side


def test_a_point_left_out_is_asked_for_once_more() -> None:
    chat = ScriptedChat([reply(*HONEST["points"][:3]), reply(HONEST["points"][3])])
    graded = RubricGrader(chat, PROMPTS).grade(question(), ANSWER)
    assert verdicts(graded) == verdicts(grade(HONEST))
    assert len(chat.calls) == 2
    assert "unbounded" in chat.calls[1][1].text
    assert "vanishing" not in chat.calls[1][1].text


def test_a_point_named_twice_differently_has_no_verdict() -> None:
    graded = grade(reply(*HONEST["points"], point("cost", "missing")), ChatError("weg", "gone"))
    assert graded.point("cost").verdict is Verdict.UNGRADED


def test_too_many_open_points_are_no_grade() -> None:
    with pytest.raises(ChatError, match="4개 가운데 3개"):
        grade(reply(point("vanishing")))


def test_unknown_points_and_strange_items_are_passed_over() -> None:
    graded = grade(reply(point("invented"), *HONEST["points"]) | {"extra": 1})
    assert graded.score == grade(HONEST).score
    odd: dict[str, Any] = {"points": [None, 3, "x", [], *HONEST["points"]], "false_claims": "none"}
    assert grade(odd).score == grade(HONEST).score


def test_a_reason_in_another_language_is_left_out() -> None:
    english = [{**p, "why": "said clearly and correctly in the second sentence"} for p in HONEST["points"]]
    assert all(p.note is None for p in grade(reply(*english)).points)
    assert all(p.note for p in grade(HONEST).points)


def test_a_reason_is_one_plain_line() -> None:
    wild = {**point("flow"), "why": "좋습니다\n\n![x](https://evil.example/?q=1) \u202e" + "가" * 1000}
    note = grade(reply(HONEST["points"][0], wild, *HONEST["points"][2:])).point("flow").note
    assert "evil" not in note
    assert "\n" not in note
    assert len(note) <= 240


def test_false_claims_need_words_from_the_answer() -> None:
    claims = [
        {"quote": QUOTES["unbounded"], "truth": "model's words", "misconception": "relu-bounded"},
        {"quote": "지어낸 말입니다 정말로", "truth": "거짓", "misconception": ""},
        {"quote": QUOTES["cost"], "truth": "사실은 이렇습니다.", "misconception": "unknown-id"},
    ]
    found = grade(reply(*HONEST["points"], claims=claims)).misconceptions
    assert [(claim.id, claim.why) for claim in found] == [
        ("relu-bounded", "위로는 막혀 있지 않다."),
        ("unlisted-2", "사실은 이렇습니다."),
    ]


class TestVotes:
    def votes(self, *costs: str) -> Any:
        script = [reply(*HONEST["points"][:2], point("cost", v), HONEST["points"][3]) for v in costs]
        return grade(*script, votes=len(costs)).point("cost")

    def test_the_majority_wins(self) -> None:
        assert self.votes("covered", "missing", "covered").verdict is Verdict.COVERED

    def test_a_tie_goes_to_the_more_careful(self) -> None:
        assert self.votes("covered", "missing").verdict is Verdict.MISSING
        assert self.votes("covered", "partial", "missing", "contradicted").verdict is Verdict.CONTRADICTED

    def test_agreement_is_surer(self) -> None:
        assert (
            self.votes("covered", "missing", "covered").confidence
            < self.votes("covered", "covered", "covered").confidence
        )

    def test_a_failed_vote_is_not_cast(self) -> None:
        graded = grade(ChatError("weg", "gone"), HONEST, HONEST, votes=3)
        assert graded.score == grade(HONEST).score
        with pytest.raises(ChatError):
            grade(ChatError("weg", "gone"), ChatError("weg", "gone"), votes=2)


class TestWithoutAsking:
    @pytest.mark.parametrize("answer", ["", "   \n", "…!?"])
    def test_no_words_are_no_grade(self, answer: str) -> None:
        graded = grade(answer=answer)
        assert (graded.graded, graded.score, graded.flags) == (False, None, (Flag.EMPTY,))

    def test_dont_know_is_a_certain_zero(self) -> None:
        graded = grade(answer="잘 모르겠습니다.")
        assert (graded.score, set(verdicts(graded).values())) == (0.0, {"missing"})


def test_a_list_of_terms_earns_no_full_point() -> None:
    answer = "기울기 소실, 렐루, 시그모이드, 지수 함수, 계산 속도, 활성화 함수, 역전파"
    graded = grade(
        reply(
            point("vanishing", quote="기울기 소실, 렐루"),
            point("flow", quote="렐루, 시그모이드"),
            point("cost", "missing"),
            point("unbounded", "missing"),
        ),
        answer=answer,
    )
    assert Flag.KEYWORD_LIST in graded.flags
    assert verdicts(graded)["vanishing"] == "partial"


def test_english_answers_get_the_english_prompt() -> None:
    answer = "The sigmoid derivative is at most a quarter, so gradients vanish in deep networks, while ReLU passes them on."
    chat = ScriptedChat([reply(*(point(n, "missing") for n in QUOTES))])
    graded = RubricGrader(chat, PROMPTS).grade(question(), answer)
    assert graded.language == "en"
    assert graded.grader.prompt.startswith("grade.en@")


def test_what_the_model_sees_is_fenced_and_free_of_hidden_signs() -> None:
    chat = ScriptedChat([HONEST])
    hidden = ANSWER.replace("렐루는", "렐\u200b루\u202e는\U000e0041", 1)
    graded = RubricGrader(chat, PROMPTS).grade(question(), hidden)
    seen = chat.calls[0][1].text
    assert "\u200b" not in seen
    assert "\u202e" not in seen
    assert "\U000e0041" not in seen
    assert Flag.HIDDEN_CHARACTERS in graded.flags
    flow = graded.point("flow")
    assert flow.verdict is Verdict.COVERED
    assert hidden[flow.evidence.start : flow.evidence.end] == flow.evidence.text


def test_only_the_points_in_dispute_are_looked_at_again() -> None:
    chat = ScriptedChat([{"points": [point("cost", "missing")]}])
    graded = grade(HONEST)
    look = RubricGrader(chat, PROMPTS).rechecker(question(), ANSWER, "ko")
    cost: PointGrade = graded.point("cost")
    found = look({"cost": (cost, cost.model_copy(update={"verdict": Verdict.COVERED}))})
    assert found["cost"].verdict is Verdict.MISSING
    assert "covered / partial" in chat.calls[0][1].text
