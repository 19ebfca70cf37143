"""Puts a question into words: a lead-in that says why, the question itself, and the line of the log for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mockinterview.coaching.spoken import clipped
from mockinterview.domain.base import Language
from mockinterview.domain.grade import PointGrade, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.domain.turn import Asked, AskedBecause, Ending, Turn
from mockinterview.interview.follow_up import Move, Upcoming, gave_up
from mockinterview.interview.plan import PlanKind
from mockinterview.interview.state import SayKind, Says, Scene, Session
from mockinterview.interview.wording import say

SURE = 0.6
"""Below this confidence the interviewer asks what was meant instead of saying what was wrong."""
GOOD_SCORE = 80.0
RECENT = 12
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One mouth: knows what was said lately and does not repeat itself."""

    session: Session
    scene: Scene

    def say(self, key: str, **names: str) -> str:
        recent = [entry.text for entry in self.session.log[-RECENT:] if isinstance(entry, Says)]
        return say(key, self.session.language, self.scene.rng, recent, **names)

    def greeting(self) -> Says:
        plan = self.session.plan
        key = {PlanKind.EXAM: "greeting_exam", PlanKind.SINGLE: "greeting_single"}.get(plan.kind, "greeting")
        if plan.minutes is None and key == "greeting_exam":
            key = "greeting"
        weak = len(plan.questions) - len(plan.unmet)
        if plan.unmet:
            key = "greeting_partly_unmet" if weak else "greeting_unmet"
        text = self.say(key, minutes=f"{plan.minutes or 0:g}", weak=str(weak))
        return Says(kind=SayKind.GREETING, text=text)

    def put(self, coming: Upcoming) -> tuple[Asked, tuple[Says, ...]]:
        """The question to ask and what is said while asking it."""
        question = self.scene.bank.question(coming.question_id or "")
        if coming.kind is Move.FOLLOW_UP and coming.point_id is not None:
            lead, text = self._follow_up(question, coming)
            kind = SayKind.FOLLOW_UP
        else:
            lead, text = self._lead(coming), question.question.text(self.session.language)
            kind = SayKind.QUESTION
        asked = Asked(question_id=question.id, text=text, because=coming.because, point_id=coming.point_id)
        leads = (Says(kind=SayKind.TRANSITION, text=lead),) if lead else ()
        return asked, (*leads, Says(kind=kind, text=text))

    def _lead(self, coming: Upcoming) -> str:
        if coming.kind is Move.RELATED:
            about_code = coming.because is AskedBecause.EXERCISE
            return self.say("about_code" if about_code else "related")
        if not self.session.turns:
            return ""
        lead = self.say(self._transition())
        topic = self._new_topic(coming.question_id or "")
        return f"{lead} {self.say('topic', topic=topic)}" if topic else lead

    def _transition(self) -> str:
        last = self.session.turns[-1]
        if last.ending is Ending.SKIPPED:
            return "next_skipped"
        if gave_up(last):
            return "next_given_up"
        good = last.grade is not None and (last.grade.score or 0.0) >= GOOD_SCORE
        return "next_good" if good and self.session.plan.feedback == "each" else "next"

    def _new_topic(self, question_id: str) -> str:
        """The title of the topic when it changes."""
        bank, last = self.scene.bank, self.session.turns[-1].asked.question_id
        if last not in bank:
            return ""
        topic = bank.entry(question_id).topic
        return "" if bank.entry(last).topic == topic else topic.title.text(self.session.language)

    def _follow_up(self, question: Question, coming: Upcoming) -> tuple[str, str]:
        thread = self.session.thread
        if thread is None or thread.turn_id is None or coming.point_id is None:
            raise ValueError("a follow-up follows an answer")
        turn = self.session.turn(thread.turn_id)
        ask = self._ask(question.point(coming.point_id))
        if coming.because is AskedBecause.FALSE_CLAIM:
            return self._doubt(question, turn, coming.point_id), ask
        if gave_up(turn):
            return self.say("missing_given_up"), ask
        unsure = turn.grade is not None and turn.grade.point(coming.point_id).confidence < SURE
        return self.say("missing_unsure" if unsure else "missing"), ask

    def _doubt(self, question: Question, turn: Turn, point_id: str) -> str:
        quote, confidence = _false_words(question, turn, point_id)
        if not quote:
            return self.say("missing_unsure")
        sure = confidence >= SURE and self.session.plan.feedback == "each"
        return self.say("false" if sure else "false_unsure", quote=clipped(quote))

    def _ask(self, point: Point) -> str:
        """The hint asks the question; without one, the point's first keyword; without that, openly.

        A Korean hint is no question in an English interview; its keyword has an English spelling.
        """
        if point.hint and (self.session.language == "ko" or not _HANGUL.search(point.hint)):
            asks = point.hint.rstrip().endswith(("?", "세요", "세요."))
            return point.hint if asks else f"{point.hint} {self.say('ask')}"
        keyword = _shown_keyword(point, self.session.language)
        return self.say("ask_about", keyword=keyword) if keyword else self.say("ask_blind")


def _false_words(question: Question, turn: Turn, point_id: str) -> tuple[str, float]:
    grade = turn.grade
    if grade is None:
        return "", 0.0
    point: PointGrade = grade.point(point_id)
    if point.verdict is Verdict.CONTRADICTED and point.evidence is not None:
        return point.evidence.text, point.confidence
    turning = {m.id for m in question.misconceptions if m.contradicts == point_id}
    for claim in grade.misconceptions:
        if claim.id in turning:
            return claim.evidence.text, claim.confidence
    return "", 0.0


def _shown_keyword(point: Point, language: Language) -> str:
    """A spelling in the language of the interview, of the first group."""
    if not point.keywords:
        return ""
    group = point.keywords[0]
    fits = [word for word in group if word.isascii() == (language == "en")]
    return (fits or list(group))[0]
