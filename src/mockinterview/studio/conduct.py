"""Studio: the interview's pure steps with real graders, a real clock and a real history behind them."""

from __future__ import annotations

import contextlib
import logging
import random
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from mockinterview import __version__, interview
from mockinterview.coaching.offline import offline_feedback
from mockinterview.domain.answer import Answer
from mockinterview.domain.base import Language
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade, GraderInfo
from mockinterview.domain.rubric import Question
from mockinterview.domain.turn import Asked, Ending, Turn
from mockinterview.errors import BackendError, MockInterviewError
from mockinterview.history.records import LOCAL_PROFILE
from mockinterview.interview import Attempt, Clock, Phase, Plan, PlanKind, Scene, Session, Upcoming
from mockinterview.llm import LlmConfig
from mockinterview.rubric_store import Bank
from mockinterview.settings import Settings
from mockinterview.studio.backends import Backends, Part
from mockinterview.studio.keeping import Keeper
from mockinterview.studio.plans import Planner, Wish
from mockinterview.studio.second_look import SecondLook
from mockinterview.studio.workbench import Workbench

log = logging.getLogger(__name__)

NOTHING_SAID: dict[Language, str] = {"ko": "모르겠습니다.", "en": "I don't know."}
"""What an openly passed question is graded as: every point missing, and no doubt about it."""

NOTHING_YET = "아직 아무 말도 하지 않았습니다만 곧 답하겠습니다."
"""Graded once while warming up, so that nobody's first answer waits for tables to load."""

BROKEN = BackendError(
    "채점하다가 예상하지 못한 문제가 생겼습니다. 답변은 저장했으니 다시 채점해 주세요.",
    "Something unexpected went wrong while grading. The answer is kept: have it graded again.",
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid.uuid4().hex


class Studio:
    def __init__(
        self,
        settings: Settings,
        *,
        llm: LlmConfig | None = None,
        exposed: bool = False,
        now: Callable[[], datetime] = _utc_now,
        rng: random.Random | None = None,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        self.backends = Backends(settings, llm=llm, exposed=exposed)
        self._now = now
        self._rng = rng or random.Random()  # noqa: S311 - chooses wordings and questions
        self._new_id = new_id
        self.workbench = Workbench(self.backends, now, new_id)

    def warm_up(self) -> None:
        self.backends.warm_up()
        first = next(iter(self.bank()), None)
        if first is not None:
            with contextlib.suppress(MockInterviewError):
                self.backends.grader.get().grade(first, NOTHING_YET)

    def status(self) -> tuple[Part, ...]:
        return self.backends.status()

    def close(self) -> None:
        self.backends.close()

    def bank(self) -> Bank:
        return self.backends.rubrics.bank()

    def plan(
        self,
        kind: PlanKind,
        *,
        profile: str = LOCAL_PROFILE,
        track: str | None = None,
        topics: tuple[str, ...] = (),
        question_id: str | None = None,
        count: int | None = None,
        minutes: float | None = None,
        follow_ups: int | None = None,
    ) -> Plan:
        """`topics` and `track` narrow every kind but the single question; `count` cuts the list."""
        wish = Wish(kind, profile, track, topics, question_id, count, minutes, follow_ups)
        return Planner(self.bank(), self.backends.history.get, self._rng, self._now()).plan(wish)

    def begin(self, plan: Plan, *, profile: str = LOCAL_PROFILE, language: Language | None = None) -> Session:
        session = interview.begin(
            plan,
            self._scene(),
            session_id=self._new_id(),
            profile=profile,
            language=language or self.backends.settings.language,
        )
        return self._keeper().keep(None, session)

    def open(self, session_id: str, *, profile: str = LOCAL_PROFILE) -> Session:
        session = self._keeper().load(profile, session_id)
        return self._come_back(session, session)

    def latest(self, *, profile: str = LOCAL_PROFILE) -> Session | None:
        session = self._keeper().latest(profile)
        return None if session is None else self._come_back(session, session)

    def awake(self, session: Session) -> Session:
        """The session a page holds, before its next step: server and page may have slept together in a closed
        laptop, and that time is nobody's thinking."""
        return self._come_back(session, self._keeper().touched(session))

    def present(self, session: Session) -> Session:
        """The page is open, and somebody may be thinking before it; unchanged unless they were away until now."""
        awake = self.awake(session)
        if awake is session and session.phase is not Phase.FINISHED:
            self._keeper().touch(session, self._now())
        return awake

    def submit(self, session: Session, answer: Answer) -> Session:
        after = interview.submit(session, self._attempt(session, answer), self._scene())
        return self._keeper().keep(session, after)

    def dont_know(self, session: Session) -> Session:
        attempt = self._attempt(session, Answer(text=NOTHING_SAID[session.language]))
        passed = Attempt(attempt.turn_id, None, attempt.grade, attempt.feedback)
        return self._keeper().keep(session, interview.dont_know(session, passed, self._scene()))

    def skip(self, session: Session) -> Session:
        return self._keeper().keep(session, interview.skip(session, self._new_id(), self._scene()))

    def proceed(self, session: Session) -> Session:
        return self._keeper().keep(session, interview.proceed(session, self._scene()))

    def ask_about_code(
        self,
        exercise_id: str,
        session: Session | None,
        *,
        profile: str = LOCAL_PROFILE,
        language: Language | None = None,
    ) -> Session:
        """The question about code that was run: next in the interview under way, else an interview of its own."""
        question_id = self.workbench.question_about(exercise_id)
        if question_id is None:
            raise MockInterviewError(
                "이 실습에 딸린 질문이 루브릭에 없습니다.", "No rubric holds a question about this exercise."
            )
        if session is None or session.phase is Phase.FINISHED:
            plan = self.plan(PlanKind.SINGLE, profile=profile, question_id=question_id)
            return self.begin(plan, profile=profile, language=language)
        return self._keeper().keep(session, interview.ask_aside(session, question_id, self._scene()))

    def retry(self, session: Session) -> Session:
        return self._keeper().keep(session, interview.retry(session, self._scene()))

    def reveal(self, session: Session, turn_id: str) -> Session:
        after = interview.reveal(session, turn_id, self._now())
        return session if after is session else self._keeper().keep(session, after)

    def pause(self, session: Session) -> Session:
        return self._keeper().keep(session, interview.pause(session, self._now()))

    def resume(self, session: Session) -> Session:
        return self._keeper().keep(session, interview.resume(session, self._scene()))

    def finish(self, session: Session) -> Session:
        return self._keeper().keep(session, interview.finish(session, self._scene()))

    def keep_draft(self, session: Session, text: str) -> Session:
        """A draft that arrives late, for a question that was answered meanwhile, changes nothing."""
        drafted = interview.keep_draft(session, text, self._now())
        return drafted if self._keeper().keep_draft(drafted, self._now()) else session

    def regrade(self, session: Session, turn_id: str) -> Session:
        """Offline, against the rubric as it is now; the question, the answer and the former grade are kept."""
        turn = session.turn(turn_id)
        if turn.answer is None or turn.ending is not Ending.ANSWERED:
            return session
        grade, feedback = self._judged(turn.asked, turn.answer.text, session.language)
        return self._put_grade(session, turn, grade, feedback)

    def deepen(self, session: Session, turn_id: str) -> Session:
        """The same turn with the LLM's look added; unchanged without an LLM or an answer.

        May take as long as the LLM does. When the page has gone on meanwhile, put the turn into its session with
        `interview.regraded`: nothing is outdated by this.
        """
        look, turn = self._second_look(), session.turn(turn_id)
        if look is None or turn.answer is None or turn.ending is not Ending.ANSWERED:
            return session
        text = turn.answer.text
        question = interview.question_of(turn.asked, self.bank())
        offline, _ = self._judged(turn.asked, text, session.language)
        grade = look.grade(question, text, offline)
        feedback = offline_feedback(question, grade, text, session.language) if grade.graded else None
        return self._put_grade(session, turn, grade, feedback)

    def written_feedback(self, session: Session, turn_id: str) -> Iterator[Session]:
        """The LLM's feedback as it streams; what was shown of it is kept. ChatError where the stream breaks off."""
        look, turn = self._second_look(), session.turn(turn_id)
        if look is None or turn.answer is None or turn.grade is None or not turn.grade.graded:
            return
        question = interview.question_of(turn.asked, self.bank())
        ours = offline_feedback(question, turn.grade, turn.answer.text, session.language)
        rubrics_own = {"hint": ours.hint, "next_step": ours.next_step}
        try:
            for feedback in look.feedback(question, turn.answer.text, turn.grade):
                turn = turn.model_copy(update={"feedback": feedback.model_copy(update=rubrics_own)})
                yield interview.regraded(session, turn)
        finally:
            self._keeper().keep_feedback(session.profile, turn)

    def prepare(self, session: Session) -> None:
        """Reads the rubric on the table while the candidate thinks; for a background thread, never raises."""
        with contextlib.suppress(MockInterviewError):
            if session.current is not None:
                question = interview.read_against(session.current.asked, self.bank())
                self.backends.grader.get().prepare(question)

    def upcoming(self, session: Session) -> Upcoming:
        return interview.upcoming(session, self.bank(), self._now())

    def clock(self, session: Session) -> Clock:
        return interview.clock(session, self._now())

    def _attempt(self, session: Session, answer: Answer) -> Attempt:
        if session.current is None:
            raise ValueError("an interview always begins with a question")
        grade, feedback = self._judged(session.current.asked, answer.text, session.language)
        return Attempt(self._new_id(), answer, grade, feedback)

    def _judged(self, asked: Asked, text: str, language: Language) -> tuple[Grade, Feedback | None]:
        """A grader that fails costs the grade for now, never the answer."""
        question = interview.read_against(asked, self.bank())
        try:
            grade = self.backends.grader.get().grade(question, text)
        except BackendError as error:
            return _ungraded(question, error.in_language(language)), None
        except Exception:  # a bug, or memory that ran out: whoever answered must not answer again
            log.exception("an answer could not be graded")
            return _ungraded(question, BROKEN.in_language(language)), None
        if asked.point_id is not None and any(point.id == asked.point_id for point in question.points):
            grade = interview.focused(grade, question, asked.point_id)
            question = interview.narrowed(question, asked.point_id)
        return grade, offline_feedback(question, grade, text, language)

    def _put_grade(self, session: Session, turn: Turn, grade: Grade, feedback: Feedback | None) -> Session:
        judged = turn.model_copy(update={"grade": grade, "feedback": feedback or turn.feedback})
        self._keeper().keep_grade(session.profile, judged, self._now())
        return interview.regraded(session, judged)

    def _second_look(self) -> SecondLook | None:
        return None if self.backends.second_look is None else self.backends.second_look.get()

    def _come_back(self, session: Session, touched: Session) -> Session:
        """`touched` knows when it was last worked on."""
        after = interview.come_back(touched, self._now())
        return session if after is touched else self._keeper().keep(session, after)

    def _keeper(self) -> Keeper:
        return Keeper(self.backends.history.get())

    def _scene(self) -> Scene:
        return Scene(self.bank(), self._now(), self._rng)


def _ungraded(question: Question, reason: str) -> Grade:
    info = GraderInfo(kind="offline", version=__version__, rubric=question.content_hash())
    return Grade(question=question.id, score=None, graded=False, reason=reason, grader=info)
