"""The handlers of the code lab: an exercise on the desk, code that is run, and what is kept of it."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from typing import Any

import gradio as gr

from mockinterview.errors import MockInterviewError
from mockinterview.interview import Phase, Session
from mockinterview.lab import Page
from mockinterview.studio import Origin, Ran, Studio
from mockinterview.ui.present import lab as present
from mockinterview.ui.present.html import Html, el
from mockinterview.ui.room import alert
from mockinterview.ui.texts import Words
from mockinterview.ui.visitor import visitor

log = logging.getLogger(__name__)

RUNS_AT_ONCE = 40
"""Runs that may stand in the sandbox's own queue, which is fair to sessions and says how many are ahead."""

FIRST = "activation-gradients"
"""Lies on the desk of whoever has run nothing yet."""

NOTHING = ""

Updates = list[Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the tab that change, in the order every handler returns them."""

    loaded: gr.State
    """The exercise whose code stands in the editor; None on a new page, NOTHING when another one is on its way."""
    chosen: gr.Dropdown
    progress: gr.HTML
    sheet: gr.HTML
    code: gr.Code
    runs: gr.HTML
    reveal: gr.Button
    ask: gr.Button
    back: gr.Button
    result: gr.HTML
    solution: gr.HTML
    notice: gr.HTML
    live: gr.HTML

    def parts(self) -> list[Any]:
        return [getattr(self, part.name) for part in fields(self)]


def shown(values: dict[str, Any]) -> Updates:
    return [values.get(part.name, gr.skip()) for part in fields(Desk)]


@dataclass(frozen=True, slots=True)
class LabDesk:
    """Each handler returns the values of `Desk.parts()`."""

    studio: Studio
    words: Words
    background: Executor = field(
        default_factory=lambda: ThreadPoolExecutor(RUNS_AT_ONCE, thread_name_prefix="lab")
    )
    running: Running = field(default_factory=lambda: Running())

    def enter(
        self, kept: Any, session: Session | None, chosen: str, loaded: str | None, request: gr.Request
    ) -> Updates:
        """The tab is opened: code that already stands in the editor stays; a new page goes on where runs ended."""
        profile = visitor(kept, request)

        def lay_out() -> dict[str, Any]:
            if chosen == loaded:
                return self._shelf(profile, chosen)
            untouched = loaded is None and chosen == FIRST
            last = self.studio.workbench.latest(profile) if untouched else None
            return self._laid_out(profile, last or chosen)

        return self._safely(lambda: lay_out() | self._way_back(session))

    def follow(self, kept: Any, session: Session | None, chosen: str, request: gr.Request) -> Updates:
        """From the interview, to the exercise of its question."""
        profile = visitor(kept, request)
        return self._safely(lambda: self._laid_out(profile, chosen) | self._way_back(session))

    def choose(self, kept: Any, chosen: str, request: gr.Request) -> Updates:
        return self._safely(lambda: self._laid_out(visitor(kept, request), chosen))

    async def run(
        self, kept: Any, session: Session | None, chosen: str, code: str | None, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """Waits without a thread of the server's: a crowd of runs must not keep others from their answers.

        The list of exercises is locked meanwhile, or the result would land on another one.
        """
        origin = Origin(visitor(kept, request), self.words.language, _under_way(session))
        if not self.running.begin(origin.profile):
            yield shown({"notice": _bad(self.words("lab.still_running"))})
            return
        locked = {"chosen": gr.update(interactive=False), "notice": "", "live": ""}
        yield shown(locked | {"result": present.working(self.words, self._patience(chosen))})
        loop, told = asyncio.get_running_loop(), asyncio.Queue[int | None]()

        def tell(ahead: int | None) -> None:
            loop.call_soon_threadsafe(told.put_nowait, ahead)

        def ended(_: Future[Ran]) -> None:
            self.running.end(origin.profile)
            tell(None)

        run = self.background.submit(self.studio.workbench.run, chosen, code or "", origin, tell)
        run.add_done_callback(ended)
        while (ahead := await told.get()) is not None:
            line = self.words("lab.waiting", ahead=ahead)
            yield shown({"result": present.working(self.words, line)})
        yield await asyncio.to_thread(self._finished, origin.profile, chosen, run)

    def _finished(self, profile: str, chosen: str, run: Future[Ran]) -> Updates:
        free = {"chosen": gr.update(interactive=True)}
        return self._safely(
            lambda: free | self._after(profile, chosen, run.result()), instead=free | {"result": ""}
        )

    def restore(self, kept: Any, chosen: str, run_id: str | None, request: gr.Request) -> Updates:
        """A run of the past: its code into the editor, its result below."""

        def bring_back() -> dict[str, Any]:
            runs = self.studio.workbench.runs(chosen, visitor(kept, request))
            found = next((run for run in runs if run.id == run_id), None)
            if found is None:
                return {}
            return {
                "code": found.code,
                "result": present.result_again(found, self.words),
                "notice": "",
            }

        return self._safely(bring_back)

    def start_over(self, chosen: str) -> Updates:
        return self._safely(lambda: {"code": self._page(chosen).starter, "result": "", "notice": ""})

    def reveal(self, kept: Any, chosen: str, request: gr.Request) -> Updates:
        def open_it() -> dict[str, Any]:
            profile = visitor(kept, request)
            opened = self.studio.workbench.reveal(chosen, profile)
            return {
                **self._shelf(profile, chosen),
                "solution": present.solution(opened.page, self.words),
                "reveal": gr.update(visible=False),
                "notice": self._not_kept("lab.look_not_kept", opened.not_kept),
            }

        return self._safely(open_it)

    def _page(self, exercise_id: str) -> Page:
        return self.studio.workbench.page(exercise_id)

    def _laid_out(self, profile: str, chosen: str) -> dict[str, Any]:
        """Everything about one exercise: where this sitting left it, or its starter."""
        self.background.submit(self.studio.workbench.warm, chosen)
        code = self.studio.workbench.unfinished(chosen, profile)
        return {
            **self._shelf(profile, chosen),
            **self._attempts(profile, chosen),
            "loaded": chosen,
            "code": self._page(chosen).starter if code is None else code,
            "result": "",
            "solution": "",
            "notice": "",
            "live": "",
        }

    def _shelf(self, profile: str, chosen: str) -> dict[str, Any]:
        standings = self.standings(profile)
        self._page(chosen)
        costs = self.studio.workbench.look_costs(chosen, profile)
        now = replace(next(item for item in standings if item.shelved.id == chosen), look_costs=costs)
        choices = [(present.label(item, self.words), item.shelved.id) for item in standings]
        return {
            "chosen": gr.update(choices=choices, value=chosen),
            "progress": present.progress(standings, self.words),
            "sheet": present.sheet(now, self._asked_in(now), owner_mark(profile), self.words),
        }

    def standings(self, profile: str) -> list[present.Standing]:
        """In the order of the bank's topics, so that related exercises stand together."""
        bank, workbench = self.studio.bank(), self.studio.workbench
        places = {question.id: place for place, question in enumerate(bank)}
        found = []
        for item in workbench.shelf(profile):
            first = next((name for name in item.page.front.questions if name in places), None)
            topic = bank.entry(first).topic.title.text(self.words.language) if first else ""
            found.append(
                (
                    places.get(first or "", len(places)),
                    present.Standing(item, topic, workbench.is_due(item)),
                )
            )
        return [standing for _, standing in sorted(found, key=lambda pair: pair[0])]

    def _asked_in(self, standing: present.Standing) -> list[str]:
        bank = self.studio.bank()
        wanted = standing.shelved.page.front.questions
        return [bank.question(name).question.text(self.words.language) for name in wanted if name in bank]

    def _attempts(self, profile: str, chosen: str) -> dict[str, Any]:
        runs = self.studio.workbench.runs(chosen, profile)
        can_ask = self.studio.workbench.question_about(chosen) is not None
        return {
            "runs": present.past_runs(runs, self.words),
            "reveal": gr.update(visible=bool(runs)),
            "ask": gr.update(visible=bool(runs) and can_ask),
        }

    def _way_back(self, session: Session | None) -> dict[str, Any]:
        return {"back": gr.update(visible=_under_way(session) is not None)}

    def _patience(self, chosen: str) -> str:
        cold = self._page(chosen).runtime == "torch" and not self.studio.workbench.is_warm(chosen)
        return self.words("lab.warming") if cold else ""

    def _after(self, profile: str, chosen: str, ran: Ran) -> dict[str, Any]:
        verdict = present.verdict_line(ran.result, self.words)
        values: dict[str, Any] = {
            "result": present.result_card(ran.result, self.words, kept=ran.not_kept is None),
            "live": el("p", self.words("lab.live", verdict=verdict)),
            "notice": self._not_kept("lab.not_kept", ran.not_kept),
        }
        if ran.not_kept is None:
            values |= self._shelf(profile, chosen) | self._attempts(profile, chosen)
            values["chosen"]["interactive"] = True
        return values

    def _not_kept(self, key: str, error: MockInterviewError | None) -> Html:
        if error is None:
            return Html("")
        return _bad(self.words(key, reason=error.in_language(self.words.language)))

    def _safely(self, make: Callable[[], dict[str, Any]], instead: dict[str, Any] | None = None) -> Updates:
        """What went wrong is one line beside the buttons; the code in the editor is not touched."""
        try:
            return shown(make())
        except MockInterviewError as error:
            line = error.in_language(self.words.language)
        except Exception:  # the last wall: a bug must not leave a page that does nothing
            log.exception("a step of the code lab failed")
            line = self.words("error.unexpected")
        return shown({"notice": _bad(line), **(instead or {})})


@dataclass(frozen=True, slots=True)
class Running:
    """Whose code is running: one run each, so that nobody fills the line alone."""

    _profiles: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, profile: str) -> bool:
        with self._lock:
            if profile in self._profiles:
                return False
            self._profiles.add(profile)
            return True

    def end(self, profile: str) -> None:
        with self._lock:
            self._profiles.discard(profile)


def owner_mark(profile: str) -> str:
    """Keeps the drafts of users who share a browser apart; tells nothing about who they are."""
    return hashlib.sha256(f"drafts of {profile}".encode()).hexdigest()[:12]


def _under_way(session: Session | None) -> str | None:
    return session.id if session is not None and session.phase is not Phase.FINISHED else None


def _bad(line: str) -> Html:
    return alert(line, "is-bad")
