"""The interview room: the bar on top, the question on the table, and the exchanges so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mockinterview.domain.base import Language
from mockinterview.domain.turn import AskedBecause, Ending, Turn
from mockinterview.interview import (
    Answered,
    Clock,
    Current,
    Phase,
    PlanKind,
    SayKind,
    Says,
    Session,
    feedback_visible,
    mean_of,
    why_asked,
)
from mockinterview.ui.present.html import Html, el, icon, join
from mockinterview.ui.present.marks import marked_answer
from mockinterview.ui.present.score import level_of
from mockinterview.ui.texts import Words


def bar(session: Session, clock: Clock, topic: str, words: Words) -> Html:
    """Progress, topic and a clock that the browser keeps ticking."""
    planned = len(session.plan.questions)
    done = planned - len(session.queue)
    running = session.phase is not Phase.FINISHED and not session.paused
    left = clock.left is not None
    seconds = clock.left if clock.left is not None else clock.elapsed
    return el(
        "div",
        el(
            "div",
            el(
                "span",
                words("bar.of", done=done, all=planned),
                class_="mi-bar-count",
                aria_label=words("bar.of_spoken", done=done, all=planned),
            ),
            el("span", topic, class_="mi-bar-topic"),
            el("span", words("bar.exam"), class_="mi-tag") if session.plan.kind is PlanKind.EXAM else None,
            el(
                "span",
                icon("clock"),
                el(
                    "time",
                    _minutes(seconds),
                    data_clock=True,
                    data_seconds=round(seconds, 1),
                    data_down=left,
                    data_running=running,
                    data_stamp=f"{session.id}.{session.steps}",
                    role="timer",
                    aria_label=words("bar.left" if left else "bar.elapsed"),
                ),
                class_="mi-bar-clock",
            ),
            class_="mi-bar-line",
        ),
        el("div", join(_segments(session)), class_="mi-progress", aria_hidden="true"),
        class_="mi-bar",
    )


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _segments(session: Session) -> Iterator[Html]:
    """One stroke a planned question, coloured by what came of it, in the order in which they are asked: a question
    that follows from another may stand further down in the plan."""
    show, at_work = feedback_visible(session), _planned_now(session)
    met = dict.fromkeys([*(turn.asked.question_id for turn in session.turns), at_work])
    planned = session.plan.questions
    asked = [item for item in met if item in planned]
    for question_id in [*asked, *(item for item in planned if item not in met)]:
        turn = next((t for t in reversed(session.turns) if _main_turn(t, question_id)), None)
        now = question_id == at_work
        kind = "is-now" if now and session.phase is not Phase.FINISHED else "is-coming"
        if turn is not None:
            kind = f"{_outcome(turn) if show else 'is-done'}{' is-now' if kind == 'is-now' else ''}"
        elif question_id not in session.queue and kind == "is-coming":
            kind = "is-done"
        yield el("i", class_=kind)


def _planned_now(session: Session) -> str | None:
    """The planned question on the table, or the one that led to what is."""
    asked = session.current.asked.question_id if session.current else None
    if asked in session.plan.questions or session.thread is None:
        return asked
    return session.thread.planned


def _main_turn(turn: Turn, question_id: str) -> bool:
    return turn.asked.question_id == question_id and turn.asked.point_id is None


def _outcome(turn: Turn) -> str:
    if turn.grade is None or turn.grade.score is None:
        return "is-done"
    return f"is-{level_of(turn.grade.score)}"


def stage(session: Session, words: Words, listen: Html) -> Html:
    """The question on the table, with what the interviewer said just before it, and a way to hear it."""
    if session.current is None:
        return Html("")
    asked = session.current.asked
    return el(
        "section",
        el(
            "p",
            el("span", "M", class_="mi-face", aria_hidden="true"),
            el("span", words("stage.interviewer"), class_="mi-sr"),
            el("span", lead_in(session), class_="mi-said", lang=session.language),
            class_="mi-lead-in",
        ),
        el("h1", asked.text, class_="mi-question", id="mi-question", tabindex=-1, lang=session.language),
        None
        if session.language == words.language
        else el("p", words("stage.begun_in_other"), class_="mi-hint"),
        _stage_foot(session.current, session.language, words, listen),
        class_="mi-stage",
        data_question=f"{session.id}/{len(session.turns)}",
        data_said=asked.text,
        data_language=session.language,
    )


def _stage_foot(current: Current, language: Language, words: Words, listen: Html) -> Html:
    """Why the question is asked, which attempt it is, and a way to hear it."""
    asked, attempt = current.asked, current.attempt
    plain = asked.because in (AskedBecause.PLAN, AskedBecause.RETRY)
    return el(
        "div",
        el("span", words("stage.follow_up"), class_="mi-tag is-accent") if asked.point_id else None,
        el("span", words("stage.retry", attempt=attempt), class_="mi-tag") if attempt > 1 else None,
        None if plain else el("span", why_asked(asked, language), class_="mi-why"),
        listen,
        class_="mi-stage-foot",
    )


def lead_in(session: Session) -> str:
    """The interviewer's words between the last answer (or the beginning) and the question, and after a pause what
    was said last about it: until the next question, which a pause before it has nothing to do with."""
    said: list[str] = []
    resumed: list[str] = []
    for entry in session.log[_start_of_exchange(session) :]:
        if isinstance(entry, Says) and entry.kind in (SayKind.GREETING, SayKind.TRANSITION):
            said, resumed = [*said, entry.text], []
        elif isinstance(entry, Says) and entry.kind is SayKind.RESUME:
            resumed = [entry.text]
    return " ".join(said[-2:] + resumed)


def _start_of_exchange(session: Session) -> int:
    """In REVIEW the exchange shown is the one that the last answer closed."""
    answers = [place for place, entry in enumerate(session.log) if isinstance(entry, Answered)]
    if session.phase is not Phase.ASKING and answers:
        answers = answers[:-1]
    return answers[-1] + 1 if answers else 0


@dataclass(frozen=True, slots=True)
class PastLook:
    """How an exchange that is over is shown."""

    show_feedback: bool
    when: str = ""


def past(session: Session, words: Words) -> Html:
    """Everything before the exchange on screen, in the order it was said, folded."""
    turns = session.turns[:-1] if session.phase is Phase.REVIEW else session.turns
    if not turns or session.phase is Phase.FINISHED:
        return Html("")
    look = PastLook(feedback_visible(session))
    so_far = mean_of(turns) if look.show_feedback else None
    mean = None if so_far is None else words("past.mean", mean=round(so_far))
    return el(
        "details",
        el(
            "summary",
            el("span", words("past.title", count=len(turns))),
            el("span", mean, class_="mi-hint") if mean else None,
        ),
        el("ol", join(exchange(turn, look, words) for turn in turns), class_="mi-past"),
        class_="mi-fold",
    )


def exchange(turn: Turn, look: PastLook, words: Words) -> Html:
    return el(
        "li",
        el(
            "details",
            el(
                "summary",
                el("span", turn.asked.text, class_="mi-past-question"),
                _attempt(turn, words),
                el("time", look.when, class_="mi-hint") if look.when else None,
                outcome_chip(turn, look.show_feedback, words),
            ),
            _said(turn, look.show_feedback),
        ),
        class_="is-follow-up" if turn.asked.point_id else None,
        data_card=turn.id,
    )


def _said(turn: Turn, show_feedback: bool) -> Html | None:
    answer = turn.answer.text if turn.answer else ""
    if not answer.strip():
        return None
    if turn.is_code:
        return el("pre", answer, tabindex=0)
    return marked_answer(answer, turn.grade if show_feedback else None)


def _attempt(turn: Turn, words: Words) -> Html | None:
    return (
        el("span", words("past.attempt", attempt=turn.attempt), class_="mi-hint")
        if turn.attempt > 1
        else None
    )


def outcome_chip(turn: Turn, show_feedback: bool, words: Words) -> Html:
    """What became of it, in one word or number."""
    if turn.ending is Ending.SKIPPED:
        return el("span", words("past.skipped"), class_="mi-chip")
    if turn.ending is Ending.DONT_KNOW:
        return el("span", words("past.dont_know"), class_="mi-chip")
    if not show_feedback:
        return el("span", words("past.hidden"), class_="mi-chip")
    if turn.grade is None or turn.grade.score is None:
        return el("span", words("card.ungraded"), class_="mi-chip")
    score = turn.grade.score
    return el("span", words("card.score", score=round(score)), class_=f"mi-chip is-{level_of(score)}")
