"""The handlers of the code lab: an exercise on the desk, code that is run, and what is kept of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from queue import SimpleQueue
from typing import Any

import gradio as gr

from mockinterview.domain.lab import LabResult
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

    def run(
        self, kept: Any, session: Session | None, chosen: str, code: str | None, request: gr.Request
    ) -> Iterator[Updates]:
        yield shown({"result": present.working(self.words, self._patience(chosen)), "notice": ""})
        told: SimpleQueue[int | None] = SimpleQueue()
        origin = Origin(visitor(kept, request), self.words.language, _under_way(session))
        run: Future[Ran] = self.background.submit(
            self.studio.workbench.run, chosen, code or "", origin, told.put
        )
        run.add_done_callback(lambda _: told.put(None))
        while (ahead := told.get()) is not None:
            line = self.words("lab.waiting", ahead=ahead)
            yield shown({"result": present.working(self.words, line)})
        yield self._safely(lambda: self._after(origin.profile, chosen, run.result()))

    def restore(self, kept: Any, chosen: str, run_id: str | None, request: gr.Request) -> Updates:
        """A run of the past: its code into the editor, its result below."""

        def bring_back() -> dict[str, Any]:
            runs = self.studio.workbench.runs(chosen, visitor(kept, request))
            found = next((run for run in runs if run.id == run_id), None)
            if found is None:
                return {}
            result = LabResult.model_validate(found.result)
            made_at = found.made_at.astimezone()
            return {
                "code": found.code,
                "result": present.result_card(result, self.words, made_at=made_at),
                "notice": "",
            }

        return self._safely(bring_back)

    def start_over(self, chosen: str) -> Updates:
        return self._safely(lambda: {"code": self._page(chosen).starter, "result": "", "notice": ""})

    def reveal(self, kept: Any, chosen: str, request: gr.Request) -> Updates:
        def open_it() -> dict[str, Any]:
            page = self.studio.workbench.reveal(chosen, visitor(kept, request))
            return {"solution": present.solution(page, self.words), "reveal": gr.update(visible=False)}

        return self._safely(open_it)

    def _page(self, exercise_id: str) -> Page:
        return self.studio.workbench.page(exercise_id)

    def _laid_out(self, profile: str, chosen: str) -> dict[str, Any]:
        """Everything about one exercise: where the candidate left it, or its starter."""
        self.background.submit(self.studio.workbench.warm, chosen)
        runs = self.studio.workbench.runs(chosen, profile)
        code = runs[0].code if runs else self._page(chosen).starter
        return {
            **self._shelf(profile, chosen),
            **self._past(profile, chosen),
            "loaded": chosen,
            "code": code,
            "result": "",
            "solution": "",
            "notice": "",
            "live": "",
        }

    def _shelf(self, profile: str, chosen: str) -> dict[str, Any]:
        standings = self.standings(profile)
        now = next(item for item in standings if item.shelved.id == chosen)
        choices = [(present.label(item, self.words), item.shelved.id) for item in standings]
        return {
            "chosen": gr.update(choices=choices, value=chosen),
            "progress": present.progress(standings, self.words),
            "sheet": present.sheet(now, self._asked_in(now), self.words),
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

    def _past(self, profile: str, chosen: str) -> dict[str, Any]:
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
            "notice": "",
        }
        if ran.not_kept is not None:
            reason = ran.not_kept.in_language(self.words.language)
            return values | {"notice": alert(self.words("lab.not_kept", reason=reason), "is-bad")}
        return values | self._shelf(profile, chosen) | self._past(profile, chosen)

    def _safely(self, make: Callable[[], dict[str, Any]]) -> Updates:
        """What went wrong is one line above the editor; the code in it is not touched."""
        try:
            return shown(make())
        except MockInterviewError as error:
            line = error.in_language(self.words.language)
        except Exception:  # the last wall: a bug must not leave a page that does nothing
            log.exception("a step of the code lab failed")
            line = self.words("error.unexpected")
        return shown({"notice": _bad(line), "result": ""})


def _under_way(session: Session | None) -> str | None:
    return session.id if session is not None and session.phase is not Phase.FINISHED else None


def _bad(line: str) -> Html:
    return alert(line, "is-bad")
