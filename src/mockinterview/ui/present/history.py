"""The history tab: how scores move, what is due, what keeps being missed, and every past answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from mockinterview.domain.turn import Turn
from mockinterview.report import NextReview, PointStanding, Summary, TopicResult, TurnKind
from mockinterview.report.turns import TurnReport
from mockinterview.studio import REVIEW_PREFIX
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.present.room import PastLook, exchange
from mockinterview.ui.present.score import level_of
from mockinterview.ui.texts import Words

CHARTED = 40
LISTED = 30
DUE_LISTED = 8


def history_page(summary: Summary, turns: Sequence[Turn], words: Words, *, most: int = LISTED) -> Html:
    """`turns`: the newest first, of which `most` are listed."""
    if not turns:
        return el("p", words("past_tab.empty"), class_="mi-empty")
    listed = listed_turns(turns)
    return el(
        "div",
        _figures(summary, words),
        _chart(summary, words),
        el("div", _due(summary, words), _weak(summary, words), class_="mi-two"),
        _topics(summary.topics, words),
        el("h2", words("past_tab.turns"), class_="mi-section-title"),
        el("p", words("past_tab.more", count=most, all=len(listed)), class_="mi-hint")
        if len(listed) > most
        else None,
        el("ol", join(_listed(turn, words) for turn in listed[:most]), class_="mi-past"),
        class_="mi-history",
    )


def listed_turns(turns: Sequence[Turn]) -> list[Turn]:
    return [*_last_runs(turns)]


def _listed(turn: Turn, words: Words) -> Html:
    return exchange(turn, PastLook(True, when=f"{turn.ended_at.astimezone():%Y-%m-%d %H:%M}"), words)


def _last_runs(turns: Sequence[Turn]) -> Iterator[Turn]:
    """All answers, but of a day's runs of one exercise only the last: thirty runs must not push the answers out."""
    seen = set()
    for turn in turns:
        day = (turn.asked.question_id, turn.ended_at.astimezone().date())
        if not turn.is_code or day not in seen:
            yield turn
        if turn.is_code:
            seen.add(day)


def _figures(summary: Summary, words: Words) -> Html:
    overall = summary.overall
    figures = [
        (words("past_tab.answers"), str(overall.turns)),
        (words("past_tab.mean"), "–" if overall.mean is None else f"{overall.mean:.0f}"),
        (words("past_tab.due_now"), _due_counts(summary, words)),
    ]
    return el("dl", join(el("div", el("dt", k), el("dd", v)) for k, v in figures), class_="mi-figures")


def _due_counts(summary: Summary, words: Words) -> str:
    """Apart, because they are practised in different places."""
    exercises = sum(review.overdue and is_exercise(review) for review in summary.reviews)
    questions = sum(review.overdue for review in summary.reviews) - exercises
    return words("past_tab.due_counts", questions=questions, exercises=exercises)


def is_exercise(review: NextReview) -> bool:
    return review.question_id.startswith(REVIEW_PREFIX)


def _chart(summary: Summary, words: Words) -> Html | None:
    """Dots on a scale of 0 to 100, and the same as a table for whoever cannot see dots."""
    shown = [t for t in summary.turns if t.score is not None and t.kind is TurnKind.QUESTION][-CHARTED:]
    if len(shown) < 2:
        return None
    spoken = words(
        "past_tab.scores_spoken",
        count=len(shown),
        first=round(shown[0].score or 0),
        last=round(shown[-1].score or 0),
    )
    places = [(100 * (i + 0.5) / len(shown), turn) for i, turn in enumerate(shown)]
    line = " ".join(f"{x:.2f},{100 - (turn.score or 0):.2f}" for x, turn in places)
    picture = Html(
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<polyline points="{line}" vector-effect="non-scaling-stroke"/></svg>'
    )
    return el(
        "section",
        el("h2", words("past_tab.scores"), class_="mi-section-title"),
        el(
            "div",
            *(el("span", str(mark), class_="mi-scale", style=f"bottom:{mark}%") for mark in (0, 50, 100)),
            el("div", picture, join(_dot(x, turn) for x, turn in places), class_="mi-plot"),
            class_="mi-chart",
            role="img",
            aria_label=spoken,
        ),
        _score_table(shown, words),
    )


def _dot(x: float, turn: TurnReport) -> Html:
    score = turn.score or 0.0
    return el(
        "i",
        class_=f"is-{level_of(score)}",
        style=f"left:{x:.2f}%;bottom:{score:.1f}%",
        title=f"{_day(turn.ended_at)} · {score:.0f} · {turn.question}",
    )


def _score_table(shown: Sequence[TurnReport], words: Words) -> Html:
    heads = (words("past_tab.day"), words("past_tab.question"), words("past_tab.score"))
    rows = (
        el("tr", el("td", _day(turn.ended_at)), el("td", turn.question), el("td", f"{turn.score:.0f}"))
        for turn in reversed(shown)
    )
    return el(
        "details",
        el("summary", words("past_tab.scores_table")),
        el(
            "table",
            el("thead", el("tr", join(el("th", head, scope="col") for head in heads))),
            el("tbody", join(rows)),
        ),
        class_="mi-fold",
    )


def _due(summary: Summary, words: Words) -> Html:
    due = [review for review in summary.reviews if review.overdue]
    coming = next((review for review in summary.reviews if not review.overdue), None)
    kinds = {is_exercise(review) for review in due}
    body = (
        join(
            [
                el("ul", join(_review(review, words) for review in due[:DUE_LISTED]), class_="mi-lines"),
                *(
                    el("p", words(key), class_="mi-hint")
                    for key, kind in (("past_tab.way_questions", False), ("past_tab.way_exercises", True))
                    if kind in kinds
                ),
            ]
        )
        if due
        else el("p", words("past_tab.due_none"), class_="mi-hint")
    )
    later = el("p", words("past_tab.due_next", date=_day(coming.due)), class_="mi-hint") if coming else None
    return el("section", el("h2", words("past_tab.due_now"), class_="mi-section-title"), body, later)


def _review(review: NextReview, words: Words) -> Html:
    return el(
        "li",
        el("span", review.question),
        el("span", words("past_tab.exercise"), class_="mi-tag") if is_exercise(review) else None,
        el("span", _day(review.due), class_="mi-hint"),
    )


def _weak(summary: Summary, words: Words) -> Html:
    body = (
        el("ul", join(_standing(point, words) for point in summary.weakest), class_="mi-lines")
        if summary.weakest
        else el("p", words("past_tab.weak_none"), class_="mi-hint")
    )
    return el("section", el("h2", words("past_tab.weak"), class_="mi-section-title"), body)


def _standing(point: PointStanding, words: Words) -> Html:
    return el(
        "li",
        el("span", point.says or point.point_id),
        el("span", words(f"verdict.{point.verdict.value}"), class_=f"mi-chip is-v-{point.verdict.value}"),
    )


def _topics(topics: Sequence[TopicResult], words: Words) -> Html | None:
    if not topics:
        return None
    rows = (
        el(
            "li",
            el("span", topic.title or "–"),
            el(
                "span",
                el("i", style=f"width:{topic.mean:.0f}%", class_=f"is-{level_of(topic.mean)}"),
                class_="mi-meter",
            ),
            el("b", f"{topic.mean:.0f}"),
        )
        for topic in topics
    )
    return el(
        "section",
        el("h2", words("past_tab.topics"), class_="mi-section-title"),
        el("ul", join(rows), class_="mi-meters"),
    )


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
