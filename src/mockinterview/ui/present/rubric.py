"""A question's rubric as a sheet to read."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.domain.rubric import Point, Question
from mockinterview.rubric_store import Entry
from mockinterview.ui.present.card import errata_list
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.texts import Words


def rubric_sheet(entry: Entry, words: Words) -> Html:
    question = entry.question
    layers = entry.layers_of_points()
    points = (_point(point, question, layers.get(point.id, ""), words) for point in question.points)
    return el(
        "article",
        el("h2", question.question.text(words.language)),
        _meta(entry, words),
        el("h3", words("rubric.points", count=len(question.points))),
        el("ol", join(points), class_="mi-sheet-points"),
        _misconceptions(question, words),
        _errata(question, words),
        _model(question, words),
        class_="mi-sheet",
    )


def _meta(entry: Entry, words: Words) -> Html:
    question = entry.question
    return el(
        "p",
        el("span", entry.topic.title.text(words.language)),
        el("span", words(f"level.{question.level}"), class_="mi-tag"),
        el("span", words(f"rubric.layer.{entry.layer}"), class_="mi-tag is-accent"),
        el("span", question.id, class_="mi-id"),
        class_="mi-sheet-meta",
    )


def _point(point: Point, question: Question, layer: str, words: Words) -> Html:
    share = round(100 * point.weight / question.total_weight)
    own = (
        el("span", words(f"rubric.layer.{layer}"), class_="mi-tag is-accent") if layer != "shipped" else None
    )
    return el(
        "li",
        el("span", f"{share}%", class_="mi-share"),
        el(
            "div",
            el("p", point.says, class_="mi-says"),
            el("p", el("span", point.id, class_="mi-id"), " ", own),
            el("div", join(_group(group) for group in point.keywords), class_="mi-words"),
            _fold(words("rubric.phrasings", count=len(point.phrasings)), point.phrasings),
            _fold(words("rubric.counters"), point.counters),
            _fold(words("rubric.sources"), [f"{s.doc} {s.heading}".strip() for s in point.source]),
        ),
    )


def _group(group: Sequence[str]) -> Html:
    return el("span", " / ".join(group))


def _fold(title: str, lines: Sequence[str]) -> Html | None:
    if not lines:
        return None
    return el("details", el("summary", title), el("ul", join(el("li", line) for line in lines)))


def _misconceptions(question: Question, words: Words) -> Html | None:
    if not question.misconceptions:
        return None
    items = (el("li", el("p", m.says[0]), el("p", m.why, class_="mi-hint")) for m in question.misconceptions)
    return join([el("h3", words("rubric.misconceptions")), el("ul", join(items), class_="mi-errata-list")])


def _errata(question: Question, words: Words) -> Html | None:
    if not question.errata:
        return None
    return join([el("h3", words("rubric.errata")), errata_list(question.errata, words)])


def _model(question: Question, words: Words) -> Html | None:
    if not question.model_answer:
        return None
    return join([el("h3", words("rubric.model")), el("p", question.model_answer)])
