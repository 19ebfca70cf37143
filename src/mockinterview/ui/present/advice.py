"""What the candidate is told to do: the coach's words, and always exactly one next step."""

from __future__ import annotations

from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade, PointGrade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import Turn
from mockinterview.ui.present.html import Html, el, icon, join
from mockinterview.ui.texts import Words


def coaching(turn: Turn, words: Words) -> Html | None:
    feedback = turn.feedback
    if feedback is None:
        return None
    rows = [
        _row(words("card.strength"), feedback.strength),
        _row(words("card.gap"), feedback.gap),
        *(
            el("div", el("dt", words("card.in_fact")), el("dd", el("q", item.quote), f" → {item.truth}"))
            for item in feedback.corrections
            if not _already_told(turn, item.quote)
        ),
        _row(words("card.say_it_like"), feedback.say_it_like),
    ]
    shown = [row for row in rows if row]
    if not shown:
        return None
    return el("section", el("dl", join(shown)), _signature(feedback, words), class_="mi-coaching")


def _already_told(turn: Turn, quote: str) -> bool:
    """The card's own list of false claims comes first; saying it twice would sound like scolding."""
    if turn.grade is None:
        return False
    told = [claim.evidence.text for claim in turn.grade.misconceptions]
    told += [p.evidence.text for p in turn.grade.points if p.evidence and p.verdict is Verdict.CONTRADICTED]
    return any(quote in text or text in quote for text in told)


def _row(label: str, value: str | None) -> Html | None:
    return el("div", el("dt", label), el("dd", value)) if value else None


def _signature(feedback: Feedback, words: Words) -> Html | None:
    notes = [words("card.by_llm")] if feedback.written_by == "llm" else []
    if not feedback.complete:
        notes.append(words("card.cut"))
    return el("p", " · ".join(notes), class_="mi-hint") if notes else None


def next_step(turn: Turn, question: Question | None, words: Words) -> Html | None:
    line = (turn.feedback.next_step if turn.feedback else None) or _derived(turn, question, words)
    if not line:
        return None
    return el(
        "section",
        el("h3", icon("arrow"), words("card.next_step")),
        el("p", line),
        class_="mi-next-step",
    )


def _derived(turn: Turn, question: Question | None, words: Words) -> str | None:
    """The grade itself knows the next step when no coach spoke: mend the false claim, else the heaviest gap."""
    grade = turn.grade
    if grade is None:
        return None
    if not grade.graded:
        return words("card.next.ungraded")
    if grade.misconceptions:
        claim = grade.misconceptions[0]
        return words("card.next.correct", quote=claim.evidence.text, why=claim.why)
    gap = heaviest_gap(grade)
    if gap is None:
        return words("card.next.deepen")
    point = next((point for point in question.points if point.id == gap.id), None) if question else None
    return words("card.next.hint", hint=point.hint or point.says) if point else None


def heaviest_gap(grade: Grade) -> PointGrade | None:
    gaps = [
        point
        for point in grade.points
        if point.verdict in (Verdict.MISSING, Verdict.CONTRADICTED, Verdict.PARTIAL)
    ]
    return max(gaps, key=lambda point: point.weight * (1 - point.credit), default=None)
