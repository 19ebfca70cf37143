"""What the interview tab shows for a session: one function from a session to the value of every part."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from mockinterview.delivery import analyse, kiwi_if_ready, target_seconds
from mockinterview.domain.base import Language
from mockinterview.domain.delivery import Delivery
from mockinterview.domain.grade import Flag
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import Turn
from mockinterview.errors import NotFound
from mockinterview.interview import Phase, Session, feedback_visible, question_of, summarize
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
_NONE = Html("")
_BLANK = {"bar": "", "past": "", "stage": "", "card": "", "end_page": "", "live": ""}
"""To gradio a part that is skipped is an update too, and a dearer one than a text."""


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
    arrived: gr.HTML
    """Tells busy.js that the step which was pressed is done, and which interview this page is in."""

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
        return _updates(
            {
                **_BLANK,
                "session": None,
                "lobby": gr.update(visible=True),
                "room": hidden,
                "end": hidden,
                "notice": alert(notice),
                "arrived": _arrived(data_session=""),
            }
        )

    def of(self, session: Session, *, notice: Html = _NONE, keep_answer: bool = False) -> list[Any]:
        """`keep_answer`: the step failed; what the candidate typed must stay in the box."""
        over = session.phase is Phase.FINISHED
        shown: dict[str, Any] = {
            **_BLANK,
            "session": session,
            "lobby": gr.update(visible=False),
            "room": gr.update(visible=not over),
            "end": gr.update(visible=over),
            "notice": notice,
            "live": self._live(session),
            "arrived": _arrived(data_session=session.id, data_at_work=not (over or session.paused)),
        }
        if over:
            shown["end_page"] = self.end(session)
        else:
            shown |= self._open_room(session, self.studio.bank())
            shown["answer"] = gr.skip() if keep_answer else session.draft
        return _updates(shown)

    def still(self) -> list[Any]:
        return _updates({})

    def left_over(self, notice: str, text: str, now: Session) -> Html:
        """The interview has gone on without these words: they are handed back, not lost."""
        heard = {turn.answer.text for turn in now.turns if turn.answer}
        if not text.strip() or text == now.draft or text in heard:
            return alert(notice)
        kept = el("blockquote", text, class_="mi-left-over")
        return join([alert(notice), el("p", self.words("notice.left_over"), class_="mi-hint"), kept])

    def bar(self, session: Session, bank: Bank) -> Html:
        topic = self._topic(session, bank)
        return present.bar(session, self.studio.clock(session), topic, self.words)

    def unchanged(self, notice: str) -> list[Any]:
        """Nothing could be done, nor even be looked up: the page stays as it is, and says why."""
        return _updates({"notice": alert(notice), "arrived": _arrived()})

    def _open_room(self, session: Session, bank: Bank) -> dict[str, Any]:
        asking = session.phase is Phase.ASKING and not session.paused
        reviewing = session.phase is Phase.REVIEW and not session.paused
        shown: dict[str, Any] = {
            "bar": self.bar(session, bank),
            "pause": gr.update(visible=not session.paused),
            "rest": gr.update(visible=session.paused),
            "past": present.past(session, self.words),
            "stage": present.stage(session, self.words, self.aloud.row(session)),
            "desk": gr.update(visible=asking),
            "card": self.card(session, bank) if reviewing else "",
            "review": gr.update(visible=reviewing),
        }
        return shown | self._ways_on(session, bank) if reviewing else shown

    def _ways_on(self, session: Session, bank: Bank) -> dict[str, Any]:
        """The buttons under a card."""
        return {
            "next": self.words(_NEXT[self.studio.upcoming(session).kind.value]),
            "regrade": gr.update(visible=_ungraded(session.turns[-1])),
            "reveal": gr.update(visible=self._can_reveal(session, bank)),
            "code": self._code_offer(session),
        }

    def _code_offer(self, session: Session) -> Any:
        """The exercise that goes with the question just answered, as its follow-up."""
        exercise = exercise_of(session, self.studio)
        if exercise is None or not feedback_visible(session):
            return gr.update(visible=False)
        minutes = self.studio.workbench.page(exercise).front.minutes
        return gr.update(visible=True, value=self.words("review.code", minutes=minutes))

    def card(self, session: Session, bank: Bank, *, working: bool = False) -> Html:
        """The last answer's card; nothing in an interview whose assessment comes at the end."""
        if not session.turns or not feedback_visible(session):
            return _NONE
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
            delivery=delivery_of(turn, question, session.language),
        )

    def _can_reveal(self, session: Session, bank: Bank) -> bool:
        turn = session.turns[-1]
        question = asked_question(turn, bank)
        return bool(question and question.model_answer) and turn.id not in session.revealed

    def reading(self, number: int, count: int) -> Html:
        """While the LLM reads a whole interview."""
        line = self.words("deepen.working_of", number=number, count=count)
        return el("p", line, class_="mi-deepen", role="status")

    def end(self, session: Session) -> Html:
        bank = self.studio.bank()
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


def _updates(shown: dict[str, Any]) -> list[Any]:
    """In the order of `Room.parts()`."""
    return [shown.get(field.name, gr.skip()) for field in fields(Room)]


def _arrived(**about: str | bool) -> Html:
    """A new mark each time, or the page would not notice a step that changed nothing."""
    return el("i", data_mark=secrets.token_hex(4), **about)


def asked_question(turn: Turn, bank: Bank) -> Question | None:
    """As the answer was graded; None when the rubric lost it meanwhile."""
    try:
        return question_of(turn.asked, bank)
    except NotFound:
        return None


def exercise_of(session: Session, studio: Studio) -> str | None:
    question_id = session.turns[-1].asked.question_id if session.turns else ""
    return studio.workbench.exercise_for(question_id, session.profile)


def _ungraded(turn: Turn) -> bool:
    """Answered, but the grader failed: it may be asked again. An answer without words would only fail again."""
    if turn.answer is None or turn.grade is None or turn.grade.graded:
        return False
    return Flag.EMPTY not in turn.grade.flags


def delivery_of(turn: Turn, question: Question | None, language: Language) -> Delivery | None:
    """Rules alone until the morphological analyser has loaded: nobody waits for it."""
    if turn.answer is None or turn.grade is None or not turn.answer.text.strip():
        return None
    target = target_seconds(question.model_answer if question else "", one_point=bool(turn.asked.point_id))
    return analyse(turn.answer, language, target_seconds=target, morphology=kiwi_if_ready())


def alert(line: str, kind: str = "") -> Html:
    return el("p", line, class_=f"mi-alert {kind}".strip(), role="alert") if line else _NONE
