"""What the interview tab shows for a session: one function from a session to the value of every part."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from mockinterview.delivery import analyse, kiwi_if_ready
from mockinterview.domain.base import Language
from mockinterview.domain.delivery import Delivery
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import Turn
from mockinterview.errors import NotFound
from mockinterview.interview import Phase, Session, feedback_visible, question_of, summarize
from mockinterview.lab import exercise_ids
from mockinterview.rubric_store import Bank
from mockinterview.studio import Studio
from mockinterview.ui.aloud import Aloud
from mockinterview.ui.present import room as present
from mockinterview.ui.present.card import CardContent, feedback_card
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.present.summary import end_page, spoken_result
from mockinterview.ui.texts import Words

_NEXT = {
    "follow_up": "review.follow_up",
    "related": "review.related",
    "next": "review.next",
    "end": "review.end",
    "end_of_time": "review.end",
}


@dataclass(frozen=True, slots=True)
class Room:
    """The parts of the tab that change, in the order every handler returns them."""

    session: gr.State
    lobby: gr.Column
    room: gr.Column
    bar: gr.HTML
    pause: gr.Button
    past: gr.HTML
    stage: gr.HTML
    desk: gr.Column
    answer: gr.Textbox
    submit: gr.Button
    rest: gr.Column
    card: gr.HTML
    review: gr.Row
    next: gr.Button
    reveal: gr.Button
    regrade: gr.Button
    code: gr.Button
    end: gr.Column
    end_page: gr.HTML
    notice: gr.HTML
    live: gr.HTML

    def parts(self) -> list[Any]:
        return [getattr(self, field.name) for field in fields(self)]


@dataclass(frozen=True, slots=True)
class Screen:
    """Makes the values for `Room.parts()`."""

    studio: Studio
    words: Words
    aloud: Aloud

    def lobby(self, notice: str = "") -> list[Any]:
        hidden = gr.update(visible=False)
        shown: dict[str, Any] = {
            "session": None,
            "lobby": gr.update(visible=True),
            "room": hidden,
            "end": hidden,
            "notice": alert(notice),
        }
        return [shown.get(field.name, gr.skip()) for field in fields(Room)]

    def of(self, session: Session, *, notice: str = "", keep_answer: bool = False) -> list[Any]:
        """`keep_answer`: the step failed; what the candidate typed must stay in the box."""
        bank = self.studio.bank()
        phase = session.phase
        over = phase is Phase.FINISHED
        shown: dict[str, Any] = {
            "session": session,
            "lobby": gr.update(visible=False),
            "room": gr.update(visible=not over),
            "end": gr.update(visible=over),
            "notice": alert(notice),
            "live": self._live(session),
            "end_page": self._end(session, bank) if over else "",
            "card": "",
        }
        if not over:
            shown |= self._open_room(session, bank, keep_answer)
        return [shown.get(field.name, gr.skip()) for field in fields(Room)]

    def grading(self) -> list[Any]:
        """While the answer is being read: the box is out of reach, the words stay in it."""
        shown: dict[str, Any] = {
            "card": el("p", self.words("answer.grading"), class_="mi-grading", role="status"),
            "submit": gr.update(interactive=False),
            "notice": "",
        }
        return [shown.get(field.name, gr.skip()) for field in fields(Room)]

    def _open_room(self, session: Session, bank: Bank, keep_answer: bool) -> dict[str, Any]:
        asking = session.phase is Phase.ASKING and not session.paused
        reviewing = session.phase is Phase.REVIEW and not session.paused
        coming = self.studio.upcoming(session).kind.value if reviewing else "next"
        return {
            "bar": present.bar(session, self.studio.clock(session), self._topic(session, bank), self.words),
            "pause": gr.update(visible=not session.paused),
            "past": present.past(session, self.words),
            "stage": present.stage(session, self.words, self.aloud.row(session)),
            "desk": gr.update(visible=asking),
            "answer": gr.skip() if keep_answer else session.draft,
            "submit": gr.update(interactive=True),
            "rest": gr.update(visible=session.paused),
            "card": self.card(session, bank) if reviewing else "",
            "review": gr.update(visible=reviewing),
            "next": gr.update(value=self.words(_NEXT[coming])),
            "regrade": gr.update(visible=reviewing and _ungraded(session.turns[-1])),
            "reveal": gr.update(visible=reviewing and self._can_reveal(session, bank)),
            "code": self._code_offer(session, bank) if reviewing else gr.update(visible=False),
        }

    def _code_offer(self, session: Session, bank: Bank) -> Any:
        """The exercise that goes with the question just answered, as its follow-up."""
        exercise = exercise_of(session, bank)
        if exercise is None or not feedback_visible(session):
            return gr.update(visible=False)
        minutes = self.studio.workbench.page(exercise).front.minutes
        return gr.update(visible=True, value=self.words("review.code", minutes=minutes))

    def card(self, session: Session, bank: Bank, *, working: bool = False) -> Html:
        """The last answer's card; nothing in an interview whose assessment comes at the end."""
        if not session.turns or not feedback_visible(session):
            return Html("")
        card = feedback_card(self.content(session, session.turns[-1], bank), self.words)
        line = el("p", self.words("deepen.working"), class_="mi-deepen", role="status") if working else None
        return join([card, line])

    def second_look(self, session: Session, *, working: bool) -> list[Any]:
        """(card, live) while and after the LLM reads the answer once more."""
        return [
            self.card(session, self.studio.bank(), working=working),
            gr.skip() if working else self._live(session),
        ]

    def content(self, session: Session, turn: Turn, bank: Bank) -> CardContent:
        question = asked_question(turn, bank)
        model = question.model_answer if question else None
        over = session.phase is Phase.FINISHED
        return CardContent(
            turn=turn,
            question=question,
            model_answer=model if over or turn.id in session.revealed else None,
            model_open=not over,
            delivery=delivery_of(turn, session.language),
        )

    def _can_reveal(self, session: Session, bank: Bank) -> bool:
        turn = session.turns[-1]
        question = asked_question(turn, bank)
        return bool(question and question.model_answer) and turn.id not in session.revealed

    def _end(self, session: Session, bank: Bank) -> Html:
        cards = {
            turn.id: feedback_card(self.content(session, turn, bank), self.words) for turn in session.turns
        }
        return end_page(session, summarize(session), cards, self.words)

    def _topic(self, session: Session, bank: Bank) -> str:
        question_id = session.current.asked.question_id if session.current else ""
        if question_id not in bank:
            return ""
        return bank.entry(question_id).topic.title.text(self.words.language)

    def _live(self, session: Session) -> Html:
        if session.paused:
            return el("p", self.words("live.paused"))
        if session.phase is Phase.FINISHED:
            return el("p", self.words("live.ended"))
        if session.phase is Phase.REVIEW:
            grade = session.turns[-1].grade if feedback_visible(session) else None
            return el("p", spoken_result(grade, self.words))
        asked = session.current.asked.text if session.current else ""
        return el("p", self.words("live.question", question=asked))


def asked_question(turn: Turn, bank: Bank) -> Question | None:
    """As the answer was graded; None when the rubric lost it meanwhile."""
    try:
        return question_of(turn.asked, bank)
    except NotFound:
        return None


def exercise_of(session: Session, bank: Bank) -> str | None:
    """None too when a user's rubric names an exercise that is not there."""
    question_id = session.turns[-1].asked.question_id if session.turns else ""
    wanted = bank.question(question_id).exercise if question_id in bank else None
    return wanted if wanted in exercise_ids() else None


def _ungraded(turn: Turn) -> bool:
    """Answered, but the grader failed: it may be asked again."""
    return turn.answer is not None and turn.grade is not None and not turn.grade.graded


def delivery_of(turn: Turn, language: Language) -> Delivery | None:
    """Rules alone until the morphological analyser has loaded: nobody waits for it."""
    if turn.answer is None or turn.grade is None or not turn.answer.text.strip():
        return None
    return analyse(turn.answer, language, morphology=kiwi_if_ready())


def alert(line: str, kind: str = "") -> Html:
    return el("p", line, class_=f"mi-alert {kind}".strip(), role="alert") if line else Html("")
