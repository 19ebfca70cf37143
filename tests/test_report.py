"""A report says what happened, marks the right words, and shows foreign text without obeying it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Language, Localized
from mockinterview.domain.feedback import Correction, Feedback
from mockinterview.domain.grade import (
    Band,
    Evidence,
    FalseClaim,
    Flag,
    Grade,
    GraderInfo,
    PointGrade,
    Verdict,
)
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import Asked, AskedBecause, Ending, Turn
from mockinterview.report import (
    Mark,
    Summary,
    Tone,
    as_json,
    html,
    markdown,
    pieces,
    summarize,
    table,
)
from mockinterview.report.marks import claim_label
from mockinterview.report.words import clean
from mockinterview.rubric_store import Bank, Entry, TopicHeader

NOW = datetime(2026, 1, 10, 3, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> **굵게** `코드` [링크](javascript:alert(3)) "
    "![그림](http://evil.example/x.png) <http://evil.example> & &lt; | 표 | ~~줄~~ $x$ \x1b[31m \x00 \u202e \ud83d"
)


def question(question_id: str, topic: str) -> Entry:
    made = Question.model_validate(
        {
            "id": question_id,
            "question": {"ko": f"{question_id} 질문?", "en": f"{question_id} question?"},
            "points": [
                {"id": "first", "says": "첫째 요점", "weight": 3},
                {"id": "second", "says": "둘째 요점", "weight": 1},
            ],
            "misconceptions": [{"id": "false", "says": "거짓", "why": "참이 아니다"}],
            "model_answer": "모범 답안입니다.",
        }
    )
    return Entry(made, TopicHeader("dl", topic, 1, Localized(ko=f"{topic} 주제", en=topic)), ())


BANK = Bank((question("q.a", "activation"), question("q.b", "basics")))


def grade(
    score: float | None,
    first: str = "covered",
    second: str = "missing",
    *,
    text: str = "",
    claim: bool = False,
    **more: object,
) -> Grade:
    def point(name: str, verdict: str, weight: float) -> PointGrade:
        seen = text and verdict in ("covered", "partial", "contradicted")
        evidence = Evidence.of(text, 0, min(4, len(text))) if seen else None
        return PointGrade(
            id=name, verdict=Verdict(verdict), credit=0.5, confidence=1, weight=weight, evidence=evidence
        )

    false = FalseClaim(id="false", evidence=Evidence.of(text, 0, len(text)), why="참이 아니다")
    return Grade(
        question="q.a",
        score=score,
        graded=score is not None,
        reason=None if score is not None else "LLM 시간 초과",
        grader=GraderInfo(kind="both", embedder="use", model="some-model", version="3"),
        points=(point("first", first, 3.0), point("second", second, 1.0)) if score is not None else (),
        misconceptions=(false,) if claim else (),
        **more,
    )


def turn(
    name: str,
    made: Grade | None,
    *,
    at: int = 0,
    question: str = "q.a",
    text: str | None = "기울기가 사라집니다",
    session: str = "s",
    ending: Ending = Ending.ANSWERED,
    attempt: int = 1,
    feedback: Feedback | None = None,
    channel: Channel = Channel.TYPED,
    **asked: object,
) -> Turn:
    moment = NOW + timedelta(minutes=at)
    return Turn(
        id=name,
        session_id=session,
        asked=Asked.model_validate({"question_id": question, "text": f"{question} 질문?", **asked}),
        asked_at=moment,
        ended_at=moment + timedelta(seconds=30),
        ending=ending,
        answer=None if text is None else Answer(text=text, channel=channel),
        grade=made,
        feedback=feedback,
        attempt=attempt,
    )


def summary(*turns: Turn, language: Language = "ko", due: dict[str, datetime] | None = None) -> Summary:
    return summarize(turns, BANK, due or {}, now=NOW, language=language, zone=ZoneInfo("Asia/Seoul"))


class TestFigures:
    def test_the_mean_takes_the_last_answer_to_each_whole_question(self) -> None:
        overall = summary(
            turn("retry", grade(80), at=2, attempt=2),
            turn("first", grade(20), at=1),
            turn("b", grade(40), at=3, question="q.b"),
            turn("follow", grade(100), at=4, point_id="second", because=AskedBecause.MISSING_POINT),
            turn("code", grade(100), at=5, question="lab.x", channel=Channel.CODE),
            turn("failed", grade(None), at=6),
            turn("skipped", None, at=7, text=None, ending=Ending.SKIPPED),
            turn("unknown", grade(0, flags=(Flag.DONT_KNOW,)), at=8, question="q.b", session="s2"),
        ).overall
        assert (overall.mean, overall.questions) == (40.0, 3)
        assert (overall.best, overall.worst) == (80, 0)
        assert (overall.turns, overall.ungraded, overall.skipped, overall.gave_up) == (8, 1, 1, 1)
        assert (overall.follow_ups, overall.retries, overall.exercises) == (1, 1, 1)

    def test_without_a_grade_there_is_no_mean(self) -> None:
        made = summary(turn("failed", grade(None)))
        assert made.overall.mean is None
        assert made.topics == ()
        assert "LLM 시간 초과" in markdown(made)
        assert "LLM 시간 초과" in html(made)
        assert "0 / 100" not in markdown(made) + html(made)

    def test_topics_the_weakest_first_and_what_no_rubric_has_any_more(self) -> None:
        made = summary(
            turn("a", grade(90)),
            turn("b", grade(30), question="q.b"),
            turn("c", grade(60), question="q.gone"),
        )
        assert [(topic.title, topic.mean) for topic in made.topics] == [
            ("basics 주제", 30.0),
            ("", 60.0),
            ("activation 주제", 90.0),
        ]
        assert "| 그 밖 | 1 | 60 |" in markdown(made)

    def test_points_stand_as_they_stood_last_and_a_follow_up_speaks_for_its_own(self) -> None:
        made = summary(
            turn("old", grade(0, "missing", "covered"), at=0),
            turn("new", grade(50, "contradicted", "missing"), at=1),
            turn("follow", grade(100, "missing", "covered"), at=2, point_id="second"),
        )
        assert [(p.point_id, p.verdict) for p in made.weakest] == [("first", Verdict.CONTRADICTED)]
        assert [(p.point_id, p.share) for p in made.strongest] == [("second", 0.25)]
        assert made.weakest[0].says == "첫째 요점"

    def test_wrong_comes_before_missing_before_half_and_heavy_before_light(self) -> None:
        made = summary(
            turn("a", grade(0, "partial", "contradicted")), turn("b", grade(0, "missing"), question="q.b")
        )
        shown = [(p.question_id, p.point_id) for p in made.weakest]
        assert shown == [("q.a", "second"), ("q.b", "first"), ("q.b", "second"), ("q.a", "first")]

    def test_a_verdict_nobody_could_give_stands_nowhere(self) -> None:
        made = summary(turn("a", grade(50, "ungraded", "ungraded")))
        assert (made.strongest, made.weakest) == ((), ())

    def test_false_claims_are_counted_with_the_latest_words(self) -> None:
        made = summary(
            turn("one", grade(10, text="거짓말", claim=True), at=0, text="거짓말"),
            turn("two", grade(10, text="또 거짓말", claim=True), at=1, text="또 거짓말"),
        )
        (claim,) = made.claims
        assert (claim.quote, claim.times) == ("또 거짓말", 2)
        assert "“또 거짓말” (2번) → 참이 아니다" in markdown(made)

    def test_reviews_the_most_urgent_first_in_the_readers_zone(self) -> None:
        made = summary(
            turn("a", grade(50)),
            turn("b", grade(50), question="q.b"),
            due={"q.a": NOW + timedelta(days=2), "q.b": NOW, "q.other": NOW},
        )
        assert [(review.question, review.overdue) for review in made.reviews] == [
            ("q.b 질문?", True),
            ("q.a 질문?", False),
        ]
        assert made.reviews[0].due.hour == 12
        assert made.turns[0].due == NOW + timedelta(days=2)

    def test_nothing_yet(self) -> None:
        for language, said in (
            ("ko", "아직 답한 질문이 없습니다."),
            ("en", "No question has been answered yet."),
        ):
            made = summary(language=language)
            assert said in markdown(made)
            assert said in html(made)

    def test_it_is_frozen_and_json(self) -> None:
        made = summary(turn("a", grade(50, band=Band(low=40, high=60)), feedback=Feedback(gap="빠짐")))
        with pytest.raises(FrozenInstanceError):
            made.language = "en"  # type: ignore[misc]
        read = json.loads(json.dumps(as_json(made), allow_nan=False))
        assert read["overall"]["mean"] == 50
        assert read["turns"][0]["band"] == {"low": 40.0, "high": 60.0}
        assert read["turns"][0]["ended_at"] == "2026-01-10T12:00:30+09:00"

    def test_a_time_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            summarize((), BANK, {}, now=datetime(2026, 1, 1))  # noqa: DTZ001


class TestMarks:
    def test_overlapping_marks_cut_the_answer_into_pieces(self) -> None:
        marks = (Mark("1", Tone.COVERED, 0, 4), Mark("A", Tone.FALSE, 2, 6))
        cut = pieces("abcdefgh", marks)
        assert [(piece.text, piece.tone, piece.closing) for piece in cut] == [
            ("ab", Tone.COVERED, ()),
            ("cd", Tone.FALSE, ("1",)),
            ("ef", Tone.FALSE, ("A",)),
            ("gh", None, ()),
        ]

    @settings(deadline=None)
    @given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
    def test_the_pieces_joined_are_the_answer(self, answer: str, places: list[tuple[int, int]]) -> None:
        size = len(answer)
        marks = [
            Mark("1", Tone.PARTIAL, min(a, b), max(a, b)) for a, b in places if a != b and max(a, b) <= size
        ]
        cut = pieces(answer, marks)
        assert "".join(piece.text for piece in cut) == answer
        assert sorted(label for piece in cut for label in piece.closing) == ["1"] * len(marks)

    def test_evidence_that_does_not_lie_where_it_says_is_quoted_not_marked(self) -> None:
        lost = grade(50, text="다른 답")
        made = summary(turn("a", lost))
        assert all(not piece.marks for piece in made.turns[0].answer)
        assert not made.turns[0].points[0].marked
        assert "“다른 답”" in markdown(made)

    def test_labels_do_not_run_out(self) -> None:
        assert [claim_label(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
            *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
        ]

    def test_the_evidence_is_marked_and_its_point_links_to_it(self) -> None:
        text = "기울기가 사라집니다"
        page = html(summary(turn("a", grade(50, text=text), text=text)))
        assert (
            '<mark class="covered"><span id="turn-1-1">기울기가</span><sup>1</sup></mark> 사라집니다' in page
        )
        assert 'href="#turn-1-1"' in page
        assert "<mark>기울기가</mark>\\[1\\] 사라집니다" in markdown(
            summary(turn("a", grade(50, text=text), text=text))
        )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    parser.close()
    return parser


def hostile_turn() -> Turn:
    feedback = Feedback.model_validate(
        {
            **dict.fromkeys(("strength", "gap", "hint", "next_step", "say_it_like"), HOSTILE[:-1]),
            "corrections": (Correction(quote=HOSTILE[:-1], truth=HOSTILE[:-1]),),
            "complete": False,
        }
    )
    made = grade(50, "contradicted", text=HOSTILE, claim=True)
    noted = made.points[0].model_copy(update={"note": HOSTILE[:-1], "id": "<b>gone</b>"})
    made = made.model_copy(update={"points": (noted, *made.points[1:])})
    return turn("<i>id</i>", made, text=HOSTILE, feedback=feedback).model_copy(
        update={"asked": Asked(question_id="<u>q</u>", text=HOSTILE[:-1])}
    )


class TestHostileText:
    @pytest.mark.parametrize("language", ["ko", "en"])
    def test_html_shows_it_and_obeys_none_of_it(self, language: Language) -> None:
        page = html(summary(hostile_turn(), language=language, due={"<u>q</u>": NOW}))
        read = parsed(page)
        assert not read.tags & {"script", "img", "iframe", "b", "i", "u", "object", "svg", "form", "base"}
        assert not any(name.startswith("on") for name, _ in read.attributes)
        links = {value for name, value in read.attributes if name in ("href", "src", "action")}
        assert all(link == "data:," or (link or "").startswith("#turn-") for link in links)
        assert "<script>alert(1)</script>" in "".join(read.text)
        assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'") in read.attributes  # fmt: skip
        assert not set(page) & {"\x00", "\x1b", "\u202e"}
        page.encode("utf-8")

    def test_the_style_sheet_asks_for_nothing_either(self) -> None:
        page = html(summary(turn("a", grade(50))))
        assert not re.search(r"url\(|@import|https?:", page)

    @pytest.mark.parametrize("language", ["ko", "en"])
    def test_markdown_shows_it_and_obeys_none_of_it(self, language: Language) -> None:
        text = markdown(summary(hostile_turn(), language=language, due={"<u>q</u>": NOW}))
        text.encode("utf-8")
        rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
        read = parsed(rendered)
        shown = "".join(read.text)
        assert read.tags <= {
            "h1",
            "h2",
            "h3",
            "p",
            "br",
            "em",
            "strong",
            "ul",
            "ol",
            "li",
            "blockquote",
            "mark",
        } | {*("table", "thead", "tbody", "tr", "th", "td")}
        assert "<script>alert(1)</script>" in shown
        assert "**굵게** `코드` [링크](javascript:alert(3)) ![그림](http://evil.example/x.png)" in shown
        assert not set(text) & {"\x00", "\x1b", "\u202e"}

    @settings(deadline=None)
    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_any_answer_is_shown_as_it_was_written(self, text: str) -> None:
        made = summary(turn("a", grade(50, text=text), text=text))
        rendered = MarkdownIt("commonmark", {"html": True}).render(markdown(made))
        read = parsed(rendered)
        assert not read.tags & {"a", "img", "code", "pre", "hr", "h4", "script"}
        wanted = "".join(clean(text).split())
        if wanted:
            assert wanted in "".join("".join(read.text).replace("[1]", "").split()) or "[1]" in wanted
            assert wanted in "".join("".join(parsed(re.sub(r"<sup>.*?</sup>", "", html(made))).text).split())

    @pytest.mark.parametrize(
        "line", ["# 제목", "- 항목", "+ 항목", "1. 항목", "12) 항목", "> 인용", "    코드", "===", "---", "***", "```", "| a |", "\t- x", "[x]: y"]
    )  # fmt: skip
    def test_lines_of_the_answer_do_not_become_structure(self, line: str) -> None:
        text = f"앞 줄\n{line}\n\n{line}\n뒤 줄"
        made = summary(turn("a", grade(50), text=text))
        rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown(made))
        inside = rendered.split("<blockquote>")[1].split("</blockquote>")[0]
        assert parsed(inside).tags <= {"p", "br"}
        assert line.strip() in "".join(parsed(inside).text)


class TestBothLanguages:
    def test_no_word_of_the_other_language(self) -> None:
        entry = BANK.entries[0]
        english = entry.question.model_copy(
            update={"model_answer": "A model answer.", "points": tuple(p.model_copy(update={"says": p.id}) for p in entry.question.points)}
        )  # fmt: skip
        bank = Bank((Entry(english, entry.topic, ()),))
        made = turn(
            "a",
            grade(50, "contradicted", text="The slope", claim=True, flags=tuple(Flag), confidence=0.7, band=Band(low=1, high=2)),
            text="The slope vanishes",
            attempt=2,
            feedback=Feedback(strength="Good", complete=False),
        )  # fmt: skip
        made = made.model_copy(
            update={
                "asked": Asked(question_id="q.a", text="Why?"),
                "grade": made.grade and made.grade.model_copy(update={"misconceptions": ()}),
            }
        )
        others = [made.model_copy(update={"id": str(e), "ending": e, "grade": None}) for e in Ending]
        page = summarize([made, *others], bank, {"q.a": NOW}, now=NOW, language="en")
        for text in (markdown(page), re.sub(r"<style>.*?</style>", "", html(page), flags=re.DOTALL)):
            assert not re.findall("[가-힣]+", text)


class TestTable:
    def rows(self, *turns: Turn) -> list[dict[str, str]]:
        text = table(turns)
        assert text.startswith("\ufeff")
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    def test_one_row_a_turn(self) -> None:
        good, failed, skipped = self.rows(
            turn("a", grade(72.5, confidence=0.5)),
            turn("b", grade(None)),
            turn("c", None, text=None, ending=Ending.SKIPPED),
        )
        assert (good["score"], good["covered"], good["missing"], good["graded"]) == (
            "72.5",
            "first",
            "second",
            "True",
        )
        assert (failed["score"], failed["graded"], failed["reason"]) == ("", "False", "LLM 시간 초과")
        assert (skipped["ending"], skipped["answer"], skipped["grader"]) == ("skipped", "", "")

    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://x")']
    )
    def test_no_cell_is_a_formula(self, text: str) -> None:
        (row,) = self.rows(turn("a", grade(50), text=text))
        assert row["answer"].startswith("'")

    @settings(deadline=None)
    @given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
    def test_everything_else_comes_back(self, text: str) -> None:
        (row,) = self.rows(turn("a", None, text=f'답 {text}, "인용"\n둘째 줄'))
        assert row["answer"].replace("\ufffd", "?").startswith("답 ")
        assert row["answer"].endswith(', "인용"\n둘째 줄')
