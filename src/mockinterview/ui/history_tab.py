"""The history tab: what was practised, and the candidate's right to take it along or have it gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import gradio as gr
from gradio.events import Dependency

from mockinterview.errors import MockInterviewError
from mockinterview.history import TurnFilter
from mockinterview.interview import Session
from mockinterview.report import Summary, summarize
from mockinterview.report import html as report_html
from mockinterview.studio import Studio
from mockinterview.ui.parts import html
from mockinterview.ui.present.history import LISTED, history_page, listed_turns
from mockinterview.ui.room import alert
from mockinterview.ui.texts import Words
from mockinterview.ui.visitor import visitor

REMEMBERED = 2000

_DOWNLOAD = "(text) => { window.mi.download(text); return ''; }"


@dataclass(frozen=True, slots=True)
class Archive:
    """The handlers of the tab."""

    studio: Studio
    words: Words
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def show(self, kept: Any, request: gr.Request) -> list[Any]:
        """(page, how many answers are listed, the button for older ones, notice)"""
        return self._shown(kept, LISTED, request)

    def older(self, kept: Any, listed: int, request: gr.Request) -> list[Any]:
        return self._shown(kept, listed + LISTED, request)

    def _shown(self, kept: Any, most: int, request: gr.Request) -> list[Any]:
        try:
            profile = visitor(kept, request)
            summary, turns = self._summary(profile)
            more = len(listed_turns(turns)) > most
            return [history_page(summary, turns, self.words, most=most), most, gr.update(visible=more), ""]
        except MockInterviewError as error:
            line = alert(error.in_language(self.words.language), "is-bad")
            return ["", LISTED, gr.update(visible=False), line]

    def report(self, kept: Any, request: gr.Request) -> tuple[str, str]:
        """(file, notice)"""
        return self._file(
            "mockinterview-report.html",
            "text/html",
            lambda: report_html(self._summary(visitor(kept, request))[0]),
        )

    def report_of(self, kept: Any, session: Session | None, request: gr.Request) -> str:
        """The file about one interview."""
        profile, only = visitor(kept, request), session.id if session else None
        file, _ = self._file(
            "mockinterview-report.html", "text/html", lambda: report_html(self._summary(profile, only)[0])
        )
        return file

    def export(self, kept: Any, request: gr.Request) -> tuple[str, str]:
        def everything() -> str:
            kept_rows = self.studio.backends.history.get().export(visitor(kept, request))
            return json.dumps(kept_rows, ensure_ascii=False, indent=2)

        return self._file("mockinterview-data.json", "application/json", everything)

    def forget(self, kept: Any, request: gr.Request) -> str:
        try:
            count = self.studio.backends.history.get().delete(visitor(kept, request))
            return alert(self.words("data.deleted", count=count), "is-good")
        except MockInterviewError as error:
            return alert(error.in_language(self.words.language), "is-bad")

    def _summary(self, profile: str, session: str | None = None) -> tuple[Summary, tuple[Any, ...]]:
        history = self.studio.backends.history.get()
        turns = history.turns(profile, TurnFilter(session=session), limit=REMEMBERED)
        due = {card.question: card.due for card in history.cards(profile)}
        zone = self.now().astimezone().tzinfo or UTC
        bank = self.studio.bank()
        return summarize(turns, bank, due, now=self.now(), language=self.words.language, zone=zone), turns

    def _file(self, name: str, kind: str, write: Callable[[], str]) -> tuple[str, str]:
        """A file that the browser itself makes out of the text: nothing is left lying on the server."""
        try:
            text = write().encode("utf-8", "replace").decode("utf-8")
            return json.dumps({"name": name, "type": kind, "text": text}, ensure_ascii=False), ""
        except MockInterviewError as error:
            return "", alert(error.in_language(self.words.language), "is-bad")


def lay_history(archive: Archive, profile: gr.BrowserState, tab: gr.Tab) -> tuple[gr.Textbox, Dependency]:
    """Returns the part that hands files to the browser, and the moment when everything was deleted."""
    words = archive.words
    with gr.Column(elem_classes="mi-page", elem_id="mi-history"):
        html(
            f'<h1 class="mi-title">{words("past_tab.title")}</h1><p class="mi-lead">{words("past_tab.lead")}</p>'
        )
        notice = html(elem_classes="mi-notice", elem_id="mi-history-notice")
        page = html(elem_id="mi-history-page")
        listed = gr.State(LISTED)
        older = gr.Button(words("past_tab.older"), elem_id="mi-older", visible=False)
        html(
            f'<h2 class="mi-section-title">{words("data.title")}</h2><p class="mi-hint">{words("data.lead")}</p>'
        )
        with gr.Row(elem_id="mi-data-row"):
            report = gr.Button(words("past_tab.report"), elem_id="mi-report")
            export = gr.Button(words("past_tab.export"), elem_id="mi-export")
            forget = gr.Button(words("data.delete"), elem_id="mi-forget", elem_classes="mi-danger")
        file = gr.Textbox(visible="hidden", elem_id="mi-file", container=False)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 8}
    shown = [page, listed, older, notice]
    tab.select(archive.show, profile, shown, **quiet)
    older.click(archive.older, [profile, listed], shown, **quiet)
    for button, handler in ((report, archive.report), (export, archive.export)):
        button.click(handler, profile, [file, notice], **quiet).then(None, file, file, js=_DOWNLOAD)
    forgotten = forget.click(archive.forget, profile, notice, **quiet)
    forgotten.then(archive.show, profile, [page, listed, older, file], **quiet)
    return file, forgotten


def offer_report(button: gr.Button, archive: Archive, about: list[Any], file: gr.Textbox) -> None:
    """A button elsewhere on the page that downloads the report of one interview."""
    button.click(
        archive.report_of,
        about,
        file,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=8,
    ).then(None, file, file, js=_DOWNLOAD)
