"""The page of one language, put together from its tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from mockinterview.domain.base import Language
from mockinterview.speech import Mender, Synthesizer, Transcriber
from mockinterview.studio import Studio
from mockinterview.ui.aloud import Aloud
from mockinterview.ui.conduct import Conduct
from mockinterview.ui.history_tab import Archive, lay_history, offer_report
from mockinterview.ui.interview_tab import lay_interview, wire, wire_forgetting
from mockinterview.ui.lab_desk import LabDesk
from mockinterview.ui.lab_tab import Neighbours, lay_lab, wire_lab, wire_ways
from mockinterview.ui.lobby import Choices
from mockinterview.ui.parts import html
from mockinterview.ui.present.frame import header, ready, status_line
from mockinterview.ui.recordings import Recordings
from mockinterview.ui.room import Room, Screen
from mockinterview.ui.rubric_tab import Workshop, lay_rubrics
from mockinterview.ui.settings_tab import Panel, lay_settings
from mockinterview.ui.texts import Words

PROFILE_KEY = "mockinterview-profile"
UPLOADS_KEPT = 600
"""Seconds; a recording is deleted when it is written down, and one that never was, after this."""
_LOOK_AGAIN_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class PageSetup:
    studio: Studio
    secret: str
    """Scrambles what the browser keeps."""
    mender: Mender
    transcriber: Transcriber | None = None
    """What writes recordings down, when one is configured."""
    synthesizer: Synthesizer | None = None
    """What reads questions aloud, when one is configured."""


def build(setup: PageSetup, language: Language) -> gr.Blocks:
    words = Words(language)
    page = gr.Blocks(
        title=words("app.title"), analytics_enabled=False, delete_cache=(UPLOADS_KEPT, UPLOADS_KEPT)
    )
    with page:
        profile = gr.BrowserState(None, storage_key=PROFILE_KEY, secret=setup.secret)
        html(header(words), elem_id="mi-top")
        with gr.Tabs(elem_id="mi-tabs") as tabs:
            conduct, room, tab = _lay_tabs(setup, words, profile, tabs)
        _watch_status(page, setup.studio, words)
        page.load(
            conduct.load,
            [profile, tab],
            [profile, *room.parts()],
            js="(profile) => [profile, window.mi.session()]",
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=None,
        )
    return page


def _lay_tabs(
    setup: PageSetup, words: Words, profile: gr.BrowserState, tabs: gr.Tabs
) -> tuple[Conduct, Room, gr.Textbox]:
    """(the interview's handlers, its parts, where the page writes which interview it was in)"""
    studio = setup.studio
    offered = Choices.of(studio.bank(), words.language)
    with gr.Tab(words("tab.interview"), id="interview") as interview:
        aloud = Aloud(setup.synthesizer, words)
        conduct = Conduct(studio, words, Screen(studio, words, aloud))
        recordings = Recordings(setup.transcriber, setup.mender, words)
        lobby, room, controls = lay_interview(words, offered, recordings, aloud)
        wire(conduct, lobby, room, controls, profile)
        mark = gr.Textbox(offered.mark(), visible="hidden", elem_id="mi-offered", container=False)
    with gr.Tab(words("tab.lab"), id="lab") as lab:
        desk = LabDesk(studio, words)
        parts, pressed = lay_lab(words)
        near = Neighbours(profile, room, tabs)
        wire_lab(desk, parts, pressed, near, lab)
        wire_ways(conduct, desk, parts, near)
    with gr.Tab(words("tab.history"), id="history") as history:
        archive = Archive(studio, words)
        file, forgotten = lay_history(archive, profile, history)
        wire_forgetting(conduct, room, forgotten)
        offer_report(controls.report, archive, [profile, room.session], file)
    with gr.Tab(words("tab.rubric"), id="rubric") as rubrics:
        edited = lay_rubrics(Workshop(studio, words), offered.questions, rubrics)
    with gr.Tab(words("tab.settings"), id="settings") as settings:
        lay_settings(Panel(studio, words), profile, settings)
    _follow_bank(setup, words, [interview, rubrics], [mark, lobby.topics, lobby.question, edited])
    return conduct, room, controls.tab


def _watch_status(page: gr.Blocks, studio: Studio, words: Words) -> None:
    """The page is up before the models are: it says so, and asks again until they are."""
    status = html(elem_id="mi-status")
    clock = gr.Timer(_LOOK_AGAIN_SECONDS, active=False)

    def look() -> tuple[str, Any]:
        parts = studio.status()
        return status_line(parts, words), gr.Timer(active=not ready(parts))

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    page.load(look, None, [status, clock], **quiet)
    clock.tick(look, None, [status, clock], **quiet)


def _follow_bank(setup: PageSetup, words: Words, tabs: list[gr.Tab], shown: list[Any]) -> None:
    """Rubrics change while the server runs: a tab that opens, as the first does with its page, shows those of now.

    `shown`: the mark of the lists on the page, then the lists, topics first.
    """

    def refresh(mark: str, *chosen: Any) -> list[Any]:
        now = Choices.of(setup.studio.bank(), words.language)
        if now.mark() == mark:
            return [gr.skip() for _ in shown]
        return [now.mark(), *now.updates(*chosen)]

    for tab in tabs:
        tab.select(refresh, shown, shown, show_progress="hidden", api_visibility="private", queue=False)
