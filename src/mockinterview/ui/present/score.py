"""The head of a card: the score, how sure the grader is, and who graded."""

from __future__ import annotations

from mockinterview.domain.grade import Grade, Verdict
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.texts import Words

LEVELS = ((85.0, "strong"), (65.0, "good"), (40.0, "thin"), (0.0, "weak"))
_RING = 2 * 3.14159265 * 34


def level_of(score: float) -> str:
    return next(name for floor, name in LEVELS if score >= floor)


def score_block(grade: Grade, words: Words) -> Html:
    if grade.score is None:
        return _ungraded(grade, words)
    level = level_of(grade.score)
    return el(
        "header",
        ring(grade.score, words),
        el(
            "div",
            el("p", words(f"card.level.{level}"), class_="mi-headline"),
            el("p", points_made(grade, words), class_="mi-subline"),
            _badges(grade, words),
            _not_by_llm(grade),
        ),
        class_=f"mi-card-head is-{level}",
    )


def points_made(grade: Grade, words: Words) -> str:
    judged = [point for point in grade.points if point.verdict is not Verdict.UNGRADED]
    made = sum(point.verdict is Verdict.COVERED for point in judged)
    return words("card.points_of", all=len(judged), covered=made)


def ring(score: float, words: Words) -> Html:
    """A circle filled as far as the score; the number stands inside as text."""
    filled = f"{_RING * score / 100:.1f} {_RING:.1f}"
    picture = Html(
        '<svg viewBox="0 0 80 80" aria-hidden="true" focusable="false">'
        '<circle class="track" cx="40" cy="40" r="34"/>'
        f'<circle class="fill" cx="40" cy="40" r="34" stroke-dasharray="{filled}"/></svg>'
    )
    return el(
        "div",
        picture,
        el("span", el("b", f"{score:.0f}"), el("small", words("card.out_of"), class_="mi-sr")),
        class_="mi-ring",
    )


def _ungraded(grade: Grade, words: Words) -> Html:
    return el(
        "header",
        el("div", el("span", "–", aria_hidden="true"), class_="mi-ring is-empty"),
        el(
            "div",
            el("p", words("card.ungraded"), class_="mi-headline"),
            el("p", grade.reason or "", class_="mi-subline"),
            el("p", words("card.ungraded_hint"), class_="mi-hint"),
            _badges(grade, words),
        ),
        class_="mi-card-head is-ungraded",
    )


def _badges(grade: Grade, words: Words) -> Html:
    badges = [grader_badge(grade, words)]
    if grade.score is not None and grade.confidence is not None:
        badges.append(el("li", words(f"card.confidence.{_confidence(grade.confidence)}")))
    if grade.score is not None and grade.band is not None:
        low, high = f"{grade.band.low:.0f}", f"{grade.band.high:.0f}"
        badges.append(el("li", words("card.band", low=low, high=high)))
    return el("ul", join(badges), class_="mi-badges")


def _not_by_llm(grade: Grade) -> Html | None:
    """Why the offline grade stands alone although an LLM was asked."""
    info = grade.grader
    return el("p", info.note, class_="mi-hint") if info.kind == "offline" and info.note else None


def _confidence(value: float) -> str:
    if value >= 0.75:
        return "high"
    return "mid" if value >= 0.5 else "low"


def grader_badge(grade: Grade, words: Words) -> Html:
    """Always there: two scores may be compared only when their badges agree."""
    info = grade.grader
    made_of = " · ".join(part for part in (info.model, info.embedder, info.version, info.note) if part)
    return el(
        "li",
        words(f"card.grader.{info.kind}"),
        class_=f"mi-provenance is-{info.kind}",
        title=words("card.grader_details", name=made_of) if made_of else None,
    )
