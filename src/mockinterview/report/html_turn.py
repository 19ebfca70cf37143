"""One turn of the HTML report: the answer with its marks, and the points that link to them."""

from __future__ import annotations

from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.report.html_elements import Markup, element, together
from mockinterview.report.turns import TurnReport
from mockinterview.report.words import (
    day,
    facts,
    headline,
    minute,
    percent,
    verdict_word,
    word,
)


def turn_card(turn: TurnReport, language: Language) -> Markup:
    parts = [
        element("h3", f"{turn.number}. {turn.question}"),
        element("p", _score(turn, language), class_="score"),
        element(
            "p", " · ".join((*facts(turn, language), minute(turn.ended_at), turn.question_id)), class_="soft"
        ),
        element("blockquote", _answer(turn, language)),
    ]
    if turn.reason:
        parts.append(element("p", element("strong", word("why_not", language)), ": ", turn.reason))
    parts += [_points(turn, language), _claims(turn)]
    if turn.feedback is not None:
        parts.append(_feedback(turn.feedback, language))
    if turn.model_answer:
        folded = element("summary", word("model_answer", language))
        parts.append(element("details", folded, element("p", turn.model_answer)))
    if turn.due is not None:
        parts.append(element("p", f"{word('due', language)}: {day(turn.due)}", class_="soft"))
    return element("article", *parts, class_="turn", id=f"turn-{turn.number}")


def _score(turn: TurnReport, language: Language) -> Markup:
    shown = headline(turn, language)
    if turn.score is None:
        return together([shown])
    bar = element("meter", min="0", max="100", value=f"{turn.score:.1f}", aria_hidden="true")
    return together([bar, " ", shown])


def _answer(turn: TurnReport, language: Language) -> Markup:
    if not any(piece.text.strip() for piece in turn.answer):
        return element("em", word("no_answer", language))
    shown: list[Markup | str] = []
    linked: set[str] = set()
    for piece in turn.answer:
        if piece.tone is None:
            shown.append(piece.text)
            continue
        content: Markup | str = piece.text
        for mark in piece.marks:
            if mark.label not in linked:  # the first piece of a sentence is what its point links to
                linked.add(mark.label)
                content = element("span", content, id=_anchor(turn, mark.label))
        labels = element("sup", ",".join(piece.closing)) if piece.closing else Markup()
        shown.append(element("mark", content, labels, class_=piece.tone.value))
    return together(shown)


def _anchor(turn: TurnReport, label: str) -> str:
    return f"turn-{turn.number}-{label}"


def _label(turn: TurnReport, label: str, marked: bool) -> Markup:
    text = f"[{label}]"
    return element("a", text, href=f"#{_anchor(turn, label)}") if marked else element("span", text)


def _points(turn: TurnReport, language: Language) -> Markup:
    items = []
    for point in turn.points:
        verdict = element("span", verdict_word(point.verdict, language), class_="verdict")
        says = point.says or f"{point.id} ({word('gone_point', language)})"
        extra = [element("q", point.quote)] if point.quote and not point.marked else []
        note = [element("p", point.note, class_="soft")] if point.note else []
        label = _label(turn, point.label, point.marked)
        items.append(
            element("li", label, " ", verdict, f" ({percent(point.share)}) ", says, " ", *extra, *note)
        )
    return element("ul", *items, class_="points") if items else Markup()


def _claims(turn: TurnReport) -> Markup:
    items = [
        element(
            "li", _label(turn, claim.label, claim.marked), " ", element("q", claim.quote), " → ", claim.why
        )
        for claim in turn.claims
    ]
    return element("ul", *items, class_="points") if items else Markup()


def _feedback(feedback: Feedback, language: Language) -> Markup:
    items = []
    for key in ("strength", "gap", "hint", "next_step", "say_it_like"):
        if text := getattr(feedback, key):
            items.append(element("li", element("strong", word(key, language)), ": ", text))
    for item in feedback.corrections:
        name = element("strong", word("correction", language))
        items.append(element("li", name, ": ", element("q", item.quote), " → ", item.truth))
    if not items:
        return Markup()
    broken = [] if feedback.complete else [element("p", word("broken_off", language), class_="soft")]
    return together(
        [element("p", element("strong", word("feedback", language))), element("ul", *items), *broken]
    )
