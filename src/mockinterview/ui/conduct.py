"""The handlers of the interview tab: a press on the page becomes one step of the interview."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from mockinterview.errors import MockInterviewError, NotFound
from mockinterview.interview import Phase, Session
from mockinterview.studio import Studio
from mockinterview.ui.answers import LONGEST_ANSWER, answer_of, within_limit
from mockinterview.ui.lab_desk import NOTHING
from mockinterview.ui.lobby import plan_wishes
from mockinterview.ui.room import Screen, alert, exercise_of
from mockinterview.ui.second_looks import SecondLooks
from mockinterview.ui.texts import Words
from mockinterview.ui.turnstile import Turnstile
from mockinterview.ui.visitor import visitor

log = logging.getLogger(__name__)

Step = Callable[[Session], Session]
Updates = list[Any]


@dataclass(frozen=True, slots=True)
class Conduct:
    """The handlers of the tab. Each returns the values of `Room.parts()`."""

    studio: Studio
    words: Words
    screen: Screen
    looks: SecondLooks = field(default_factory=SecondLooks)
    turnstile: Turnstile = field(default_factory=Turnstile)
    ahead: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "read-ahead"))
    """Reads the next rubric while the candidate thinks."""

    def load(self, kept: Any, tab: str, request: gr.Request) -> list[Any]:
        """A page that opens: who is there, and the interview that this tab was in, else the one not finished."""
        profile = visitor(kept, request)
        return [profile, *self._shown(lambda: self._where_it_was(profile, tab))]

    def start(self, kept: Any, request: gr.Request, *choices: Any) -> Updates:
        def begin() -> Updates:
            profile = visitor(kept, request)
            plan = self.studio.plan(profile=profile, **plan_wishes(*choices))
            session = self.studio.begin(plan, profile=profile, language=self.words.language)
            return self._screen_of(session)

        return self._shown(begin, otherwise=self.screen.lobby)

    def submit(self, kept: Any, session: Session | None, text: str, how: str, request: gr.Request) -> Updates:
        def hand_in(now: Session) -> Session:
            return self.studio.submit(now, answer_of(text, how))

        return self._step(kept, session, hand_in, request, text)

    def deepen(self, session: Session | None) -> Iterator[list[Any]]:
        """(card, live) after a submission: the LLM's look at it, as late as that may come."""
        if session is None or self.studio.backends.second_look is None or session.phase is not Phase.REVIEW:
            yield [gr.skip(), gr.skip()]
            return
        turn_id = session.turns[-1].id
        yield self.screen.second_look(session, working=True)
        try:
            session = self.looks.keep(self.studio.deepen(session, turn_id), turn_id)
            yield self._look(session, turn_id, working=True)
            for told in self.studio.written_feedback(session, turn_id):
                session = self.looks.keep(told, turn_id)
                yield self._look(session, turn_id, working=True)
        except MockInterviewError as error:
            log.warning("the second look failed: %s", error.en)
        yield self._look(session, turn_id, working=False)

    def deepen_all(self, session: Session | None) -> Iterator[list[Any]]:
        """(end page, notice) after an interview that was assessed at its end: the LLM's look at every answer of it."""
        unread = self._unread(session)
        if session is None or not unread:
            yield [gr.skip(), gr.skip()]
            return
        for number, turn_id in enumerate(unread, start=1):
            yield [gr.skip(), self.screen.reading(number, len(unread))]
            try:
                session = self.studio.deepen(session, turn_id)
                for told in self.studio.written_feedback(session, turn_id):
                    session = told
            except MockInterviewError as error:
                log.warning("the second look failed: %s", error.en)
            self.looks.keep(session, turn_id)
        yield [self.screen.end(session), ""]

    def _unread(self, session: Session | None) -> list[str]:
        if session is None or session.phase is not Phase.FINISHED or session.plan.feedback == "each":
            return []
        if self.studio.backends.second_look is None:
            return []
        return [turn.id for turn in session.turns if turn.answer and turn.grade and turn.grade.graded]

    def _look(self, session: Session, turn_id: str, *, working: bool) -> list[Any]:
        """Nothing, when the candidate has gone on: a late look must not cover the next question."""
        now = self.studio.open(session.id, profile=session.profile)
        if now.phase is not Phase.REVIEW or now.paused or now.turns[-1].id != turn_id:
            return [gr.skip(), gr.skip()]
        return self.screen.second_look(self.looks.put_into(now), working=working)

    def dont_know(self, kept: Any, session: Session | None, text: str, request: gr.Request) -> Updates:
        def give_up(now: Session) -> Session:
            return self.studio.dont_know(self.studio.keep_draft(now, within_limit(text)))

        return self._step(kept, session, give_up, request, text)

    def skip(self, kept: Any, session: Session | None, text: str, request: gr.Request) -> Updates:
        def pass_over(now: Session) -> Session:
            return self.studio.skip(self.studio.keep_draft(now, within_limit(text)))

        return self._step(kept, session, pass_over, request, text)

    def proceed(self, kept: Any, session: Session | None, request: gr.Request) -> Updates:
        return self._step(kept, session, self.studio.proceed, request)

    def retry(self, kept: Any, session: Session | None, request: gr.Request) -> Updates:
        return self._step(kept, session, self.studio.retry, request)

    def reveal(self, kept: Any, session: Session | None, request: gr.Request) -> Updates:
        return self._step(kept, session, lambda now: self.studio.reveal(now, now.turns[-1].id), request)

    def regrade(self, kept: Any, session: Session | None, request: gr.Request) -> Updates:
        return self._step(kept, session, lambda now: self.studio.regrade(now, now.turns[-1].id), request)

    def pause(self, kept: Any, session: Session | None, text: str, request: gr.Request) -> Updates:
        def hold(now: Session) -> Session:
            return self.studio.pause(self.studio.keep_draft(now, within_limit(text)))

        return self._step(kept, session, hold, request, text)

    def resume(self, kept: Any, session: Session | None, request: gr.Request) -> Updates:
        return self._step(kept, session, self.studio.resume, request)

    def finish(self, kept: Any, session: Session | None, text: str, request: gr.Request) -> Updates:
        def end(now: Session) -> Session:
            return self.studio.finish(self.studio.keep_draft(now, within_limit(text)))

        return self._step(kept, session, end, request, text)

    def open_exercise(self, kept: Any, session: Session | None, request: gr.Request) -> list[Any]:
        """(tabs, exercise, what the lab holds): the lab opens with what goes with the question just answered."""
        try:
            current = self._current(kept, session, request)
            wanted = exercise_of(current, self.studio) if current else None
        except MockInterviewError:
            wanted = None
        return [gr.Tabs(selected="lab"), wanted or gr.skip(), NOTHING]

    def ask_about_code(
        self, kept: Any, session: Session | None, exercise_id: str, request: gr.Request
    ) -> list[Any]:
        """(tabs, the lab's notice, *room): the question about the code, in the interview under way or a new one."""
        still = self.screen.still()
        try:
            current = self._current(kept, session, request)
            if current is not None and current.phase is Phase.ASKING:
                line = self.words("lab.finish_first" if current.plan.feedback == "each" else "lab.exam_first")
                return [gr.skip(), alert(line), *still]
            after = self.studio.ask_about_code(
                exercise_id, current, profile=visitor(kept, request), language=self.words.language
            )
            return [gr.Tabs(selected="interview"), "", *self._screen_of(after)]
        except MockInterviewError as error:
            line = error.in_language(self.words.language)
        except Exception:  # the last wall, as in `_shown`
            log.exception("the question about code could not be asked")
            line = self.words("error.unexpected")
        return [gr.skip(), alert(line, "is-bad"), *still]

    def again(self) -> Updates:
        return self.screen.lobby()

    def after_forgetting(self, session: Session | None) -> Updates:
        """Once the records are deleted, an interview among them is over."""
        try:
            if session is not None:
                self.studio.open(session.id, profile=session.profile)
        except NotFound:
            return self.screen.lobby()
        except MockInterviewError as error:
            log.warning("the interview could not be looked up: %s", error.en)
        return self.screen.still()

    def present(self, kept: Any, session: Session | None, request: gr.Request) -> list[Any]:
        """(session, bar) every minute: a candidate who says nothing may be thinking, one whose laptop slept is not."""
        still = [gr.skip(), gr.skip()]
        try:
            current = self._current(kept, session, request)
            if current is None:
                return still
            with self.turnstile.through(current.id):
                now = self.studio.present(current)
            return still if now is current else [now, self.screen.bar(now, self.studio.bank())]
        except MockInterviewError as error:
            log.warning("the page's sign of life was not kept: %s", error.en)
            return still

    def keep_draft(self, kept: Any, session: Session | None, text: str, request: gr.Request) -> str | None:
        """Quietly, and tells what is kept now: a draft that the server could not keep is still in the browser. The
        page's own copy of the session stays as it is, so that a late draft never undoes a step."""
        try:
            current = self._current(kept, session, request)
            if current is not None and len(text) <= LONGEST_ANSWER:
                return self.studio.keep_draft(current, text).draft
        except MockInterviewError as error:
            log.warning("the draft was not kept: %s", error.en)
        return None

    def _step(
        self, kept: Any, session: Session | None, step: Step, request: gr.Request, text: str = ""
    ) -> Updates:
        """One step from where the page is; when that fails, the interview as it stands and one line why."""

        def act() -> Updates:
            current = self._current(kept, session, request)
            if current is None:
                return self.screen.lobby()
            with self.turnstile.through(current.id):
                after = step(self.studio.awake(current))
            return self._screen_of(after)

        def stand_still(notice: str) -> Updates:
            current = self._current(kept, session, request)
            if current is None:
                return self.screen.lobby(notice)
            try:
                now = self.studio.open(current.id, profile=current.profile)
            except NotFound:
                return self.screen.lobby(notice)
            here = now.steps == current.steps
            told = alert(notice) if here else self.screen.left_over(notice, text, now)
            return self.screen.of(now, notice=told, keep_answer=here)

        return self._shown(act, otherwise=stand_still)

    def _current(self, kept: Any, session: Session | None, request: gr.Request) -> Session | None:
        """After a restart of the server the page's own copy is gone and the kept one takes its place."""
        current = session or self.studio.latest(profile=visitor(kept, request))
        return self.looks.put_into(current) if current else None

    def _screen_of(self, session: Session) -> Updates:
        if session.phase is Phase.ASKING:
            self.ahead.submit(self.studio.prepare, session)
        return self.screen.of(session)

    def _where_it_was(self, profile: str, tab: str) -> Updates:
        if tab:
            with suppress(NotFound):
                return self._screen_of(self.studio.open(tab, profile=profile))
        session = self.studio.latest(profile=profile)
        return self._screen_of(session) if session else self.screen.lobby()

    def _shown(
        self, act: Callable[[], Updates], otherwise: Callable[[str], Updates] | None = None
    ) -> Updates:
        """The last wall: not even a bug may leave a page that does nothing."""
        try:
            return act()
        except MockInterviewError as error:
            line = error.in_language(self.words.language)
        except Exception:
            log.exception("a step of the interview failed")
            line = self.words("error.unexpected")
        try:
            return (otherwise or self.screen.lobby)(line)
        except Exception:
            log.exception("what to show after a failure could not be found out")
            return self.screen.unchanged(line)
