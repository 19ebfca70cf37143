"""The feedback card: a grade the candidate can check with their own eyes."""

from __future__ import annotations

from dataclasses import dataclass

from mockinterview.domain.delivery import Delivery
from mockinterview.domain.grade import Grade, PointGrade, Verdict
from mockinterview.domain.rubric import Erratum, Point, Question
from mockinterview.domain.turn import Ending, Turn
from mockinterview.ui.present.advice import coaching, next_step
from mockinterview.ui.present.delivery import delivery_section
from mockinterview.ui.present.html import Html, el, icon, join
from mockinterview.ui.present.marks import claim_item, marked_answer, spans
from mockinterview.ui.present.score import score_block
from mockinterview.ui.texts import TEXTS, Words


@dataclass(frozen=True, slots=True)
class CardContent:
    """Everything one card shows."""

    turn: Turn
    question: Question | None
    """As it was graded against; None when the rubric lost it meanwhile."""
    model_answer: str | None = None
    """Given only once the candidate asked to see it."""
    model_open: bool = True
    delivery: Delivery | None = None
    """How it sounded; kept apart from the score."""


def feedback_card(content: CardContent, words: Words) -> Html:
    turn, grade = content.turn, content.turn.grade
    if grade is None:
        return _unanswered(content, words)
    parts: list[Html | None] = [score_block(grade, words), _flags(grade, words)]
    parts.append(
        el("div", _answer(turn, grade, words), _points(content, grade, words), class_="mi-card-body")
    )
    parts += [
        _claims(content, grade, words),
        delivery_section(content.delivery, words),
        coaching(turn, words),
    ]
    parts.append(next_step(turn, content.question, words))
    parts += [_model(content, words), _errata(content, words)]
    return _card(join(parts), turn, words)


def _card(inner: Html, turn: Turn, words: Words) -> Html:
    name = f"card-{turn.id}"
    return el(
        "article",
        el("h2", words("card.title"), id=name, class_="mi-sr"),
        inner,
        class_="mi-card",
        aria_labelledby=name,
        data_card=turn.id,
    )


def _unanswered(content: CardContent, words: Words) -> Html:
    key = "card.skipped" if content.turn.ending is Ending.SKIPPED else "card.dont_know"
    parts = [el("p", words(key), class_="mi-card-plain")]
    if content.turn.answer and content.turn.answer.text.strip():
        parts.append(marked_answer(content.turn.answer.text, None))
    parts += [part for part in (coaching(content.turn, words), _model(content, words)) if part]
    return _card(join(parts), content.turn, words)


def _flags(grade: Grade, words: Words) -> Html | None:
    if not grade.flags:
        return None
    notes = (el("li", icon("note"), words(f"flag.{flag.value}")) for flag in grade.flags)
    return el("ul", join(notes), class_="mi-flags")


def _answer(turn: Turn, grade: Grade, words: Words) -> Html:
    answer = turn.answer.text if turn.answer else ""
    hint = words("card.answer_hint" if spans(answer, grade) else "card.no_evidence")
    return el(
        "section",
        el("h3", words("card.answer")),
        marked_answer(answer, grade),
        el("p", hint, class_="mi-hint"),
        class_="mi-card-answer",
    )


def _points(content: CardContent, grade: Grade, words: Words) -> Html | None:
    if not grade.points:
        return None
    total = sum(point.weight for point in grade.points) or 1.0
    known = {point.id: point for point in content.question.points} if content.question else {}
    items = (_point(point, known.get(point.id), point.weight / total, words) for point in grade.points)
    return el(
        "section",
        el("h3", words("card.points")),
        el("ol", join(items), class_="mi-points"),
        class_="mi-card-points",
    )


def _point(graded: PointGrade, point: Point | None, share: float, words: Words) -> Html:
    unsure = graded.confidence < 0.5 and graded.verdict is not Verdict.UNGRADED
    meta = [
        el("b", words(f"verdict.{graded.verdict.value}"), class_="mi-verdict"),
        el("span", words("card.weight", share=round(share * 100))),
        el("span", words("card.unsure")) if unsure else None,
    ]
    quote = _quote(graded, words)
    return el(
        "li",
        el("span", icon(graded.verdict.value), class_="mi-point-icon"),
        el(
            "div",
            el("p", point.says if point else graded.id, class_="mi-says"),
            el("p", join(meta), class_="mi-point-meta"),
            quote,
            _note(graded, words),
        ),
        class_=f"mi-point is-{graded.verdict.value}",
        data_point=graded.id,
        tabindex=0 if quote else None,
    )


def _note(graded: PointGrade, words: Words) -> Html | None:
    """A grader's note is a sentence or one of the codes that have words here."""
    if not graded.note:
        return None
    key = f"note.{graded.note}"
    return el("p", words(key) if key in TEXTS else graded.note, class_="mi-point-note")


def _quote(graded: PointGrade, words: Words) -> Html | None:
    if graded.evidence is None or graded.verdict in (Verdict.MISSING, Verdict.UNGRADED):
        return None
    return el(
        "p",
        el("span", words("card.evidence"), class_="mi-sr"),
        el("q", graded.evidence.text),
        class_="mi-point-quote",
    )


def _claims(content: CardContent, grade: Grade, words: Words) -> Html | None:
    """Misconceptions met, and points that were turned round, each with what is true instead."""
    items = [
        _claim(claim_item(claim.id), claim.evidence.text, claim.why, words) for claim in grade.misconceptions
    ]
    told = {claim.evidence.text for claim in grade.misconceptions}
    for point in grade.points:
        if point.verdict is Verdict.CONTRADICTED and point.evidence and point.evidence.text not in told:
            items.append(_claim(point.id, point.evidence.text, _truth(content, point), words))
    if not items:
        return None
    return el(
        "section",
        el("h3", words("card.misconceptions")),
        el("ul", join(items), class_="mi-claims"),
        class_="mi-card-claims",
    )


def _truth(content: CardContent, graded: PointGrade) -> str:
    if graded.note and f"note.{graded.note}" not in TEXTS:
        return graded.note
    points = content.question.points if content.question else ()
    return next((point.says for point in points if point.id == graded.id), "")


def _claim(item: str, quote: str, why: str, words: Words) -> Html:
    return el(
        "li",
        el("p", el("span", words("card.you_said"), class_="mi-key"), el("q", quote)),
        el("p", el("span", words("card.in_fact"), class_="mi-key"), why) if why else None,
        class_="mi-claim",
        data_point=item,
        tabindex=0,
    )


def _model(content: CardContent, words: Words) -> Html | None:
    if not content.model_answer:
        return None
    return el(
        "details",
        el("summary", words("card.model")),
        el("p", content.model_answer),
        class_="mi-fold mi-model",
        open=content.model_open,
    )


def _errata(content: CardContent, words: Words) -> Html | None:
    errata = content.question.errata if content.question else ()
    if not errata:
        return None
    return el(
        "details",
        el("summary", words("card.errata"), el("span", str(len(errata)), class_="mi-count")),
        el("p", words("card.errata_hint"), class_="mi-hint"),
        errata_list(errata, words),
        class_="mi-fold mi-errata",
    )


def errata_list(errata: tuple[Erratum, ...], words: Words) -> Html:
    items = (
        el(
            "li",
            el("span", words(f"erratum.{item.verdict}"), class_=f"mi-tag is-{item.verdict}"),
            el("p", item.claim, class_="mi-errata-claim"),
            el("p", item.truth),
            el("p", words("card.errata_doc", doc=item.doc), class_="mi-hint"),
        )
        for item in errata
    )
    return el("ul", join(items), class_="mi-errata-list")
