"""The last page of an interview, and the small lines for the ear."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.domain.grade import Grade
from mockinterview.domain.turn import Ending, Turn
from mockinterview.interview import Session, Summary
from mockinterview.ui.present.html import Html, el, join, text
from mockinterview.ui.present.room import PastLook, outcome_chip
from mockinterview.ui.present.score import points_made, ring
from mockinterview.ui.texts import Words


def end_page(session: Session, summary: Summary, cards: dict[str, Html], words: Words) -> Html:
    """`cards`: the feedback card of each turn, by turn id."""
    mean, weakest = summary.mean_score, _weakest(session.turns)
    last_line = session.log[-1].text if session.log and session.log[-1].type == "says" else ""
    return el(
        "section",
        el(
            "header",
            ring(mean, words) if mean is not None else None,
            el(
                "div",
                el("h1", words("end.title"), class_="mi-question", tabindex=-1),
                el("p", last_line, class_="mi-subline"),
                _figures(summary, words),
                el("p", words("end.mean_of", count=summary.scored), class_="mi-hint")
                if summary.scored
                else None,
            ),
            class_="mi-end-head",
        ),
        el("h2", words("end.turns"), class_="mi-section-title"),
        el("p", words("end.turns_hint"), class_="mi-hint") if weakest else None,
        el(
            "ol",
            join(_turn(turn, cards.get(turn.id), words, is_open=turn is weakest) for turn in session.turns),
            class_="mi-past is-end",
        ),
        class_="mi-end",
    )


def _figures(summary: Summary, words: Words) -> Html:
    time = words("end.minutes", minutes=int(summary.seconds) // 60, seconds=int(summary.seconds) % 60)
    counted = [("end.answered", summary.answered)]
    counted += [
        (k, n) for k, n in (("end.given_up", summary.given_up), ("end.skipped", summary.skipped)) if n
    ]
    figures = [*((words(key), str(count)) for key, count in counted), (words("end.time"), time)]
    if summary.mean_score is not None:
        figures.insert(0, (words("end.mean"), f"{summary.mean_score:.0f}"))
    else:
        figures.append((words("end.mean"), words("end.nothing")))
    return el("dl", join(el("div", el("dt", k), el("dd", v)) for k, v in figures), class_="mi-figures")


def _weakest(turns: Sequence[Turn]) -> Turn | None:
    """Of the answers to whole questions, if there are any: what is most worth reading."""
    scored = [turn for turn in turns if turn.ending is Ending.ANSWERED and turn.grade and turn.grade.graded]
    whole = [turn for turn in scored if turn.asked.point_id is None]
    return min(whole or scored, key=_score, default=None)


def _score(turn: Turn) -> float:
    return (turn.grade.score if turn.grade else None) or 0.0


def _turn(turn: Turn, card: Html | None, words: Words, *, is_open: bool) -> Html:
    return el(
        "li",
        el(
            "details",
            el(
                "summary",
                el("span", turn.asked.text, class_="mi-past-question"),
                outcome_chip(turn, PastLook(True).show_feedback, words),
            ),
            card,
            open=is_open,
        ),
        class_="is-follow-up" if turn.asked.point_id else None,
    )


def spoken_result(grade: Grade | None, words: Words) -> Html:
    """For the live region: what a sighted person sees first."""
    if grade is None:
        return Html("")
    if grade.score is None:
        return text(words("live.ungraded", reason=grade.reason or ""))
    return text(words("live.graded", score=round(grade.score), summary=points_made(grade, words)))
