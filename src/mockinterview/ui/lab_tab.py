"""The code lab's layout, which press runs which handler, and the two ways between it and the interview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from mockinterview.lab import exercise_ids
from mockinterview.ui.conduct import Conduct
from mockinterview.ui.lab_desk import FIRST, RUNS_AT_ONCE, Desk, LabDesk
from mockinterview.ui.parts import html
from mockinterview.ui.room import Room
from mockinterview.ui.texts import Words

_KEEP = "(exercise, code) => window.mi.keepCode(exercise, code)"
_UNFINISHED = "(exercise, code) => window.mi.unfinishedCode(exercise, code)"
_RAN = "(exercise) => window.mi.codeRan(exercise)"


@dataclass(frozen=True, slots=True)
class LabControls:
    """Parts that are pressed, but never changed by a handler."""

    run: gr.Button
    reset: gr.Button
    restore: gr.Button
    wanted_run: gr.Textbox


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What of the rest of the page the lab reads and moves."""

    profile: gr.BrowserState
    room: Room
    tabs: gr.Tabs


def lay_lab(words: Words) -> tuple[Desk, LabControls]:
    """The list gets its words when the tab is opened: what was passed depends on who opens it."""
    loaded = gr.State(None)
    with gr.Column(elem_classes="mi-page", elem_id="mi-lab"):
        live = html(
            elem_id="mi-lab-live", html_template='<div aria-live="polite" aria-atomic="true">${value}</div>'
        )
        with gr.Row(elem_id="mi-lab-pick"):
            chosen = gr.Dropdown(
                list(exercise_ids()),
                value=FIRST,
                label=words("lab.exercise"),
                info=words("lab.exercise_hint"),
                elem_id="mi-lab-exercise",
                scale=4,
                min_width=280,
            )
            back = gr.Button(words("lab.back"), elem_id="mi-lab-back", visible=False, scale=0, min_width=200)
        progress = html(elem_id="mi-lab-progress")
        notice = html(elem_classes="mi-notice", elem_id="mi-lab-notice")
        with gr.Row(elem_id="mi-lab-desk"):
            with gr.Column(scale=4, elem_id="mi-lab-read"):
                sheet = html(elem_id="mi-lab-sheet")
                runs = html(elem_id="mi-lab-runs")
            with gr.Column(scale=6, elem_id="mi-lab-work"):
                work, controls = _lay_editor(words)
    parts = Desk(
        loaded=loaded,
        chosen=chosen,
        progress=progress,
        sheet=sheet,
        runs=runs,
        back=back,
        notice=notice,
        live=live,
        **work,
    )
    return parts, controls


def _lay_editor(words: Words) -> tuple[dict[str, Any], LabControls]:
    code = gr.Code(
        language="python",
        interactive=True,
        lines=14,
        max_lines=32,
        label=words("lab.editor"),
        show_label=False,
        container=False,
        buttons=[],
        elem_id="mi-code",
    )
    html(f'<p class="mi-kbd">{words("lab.keys")}</p>')
    with gr.Row(elem_id="mi-lab-actions"):
        run = gr.Button(words("lab.run"), variant="primary", elem_id="mi-run")
        reset = gr.Button(words("lab.reset"), elem_id="mi-lab-reset")
        reveal = gr.Button(words("lab.reveal"), elem_id="mi-lab-reveal", visible=False)
        ask = gr.Button(words("lab.ask"), elem_id="mi-lab-ask", visible=False)
    result = html(elem_id="mi-lab-result")
    solution = html(elem_id="mi-lab-solution")
    work = {
        "code": code,
        "reveal": reveal,
        "ask": ask,
        "result": result,
        "solution": solution,
    }
    restore = gr.Button(elem_id="mi-lab-restore", visible="hidden")
    wanted_run = gr.Textbox(elem_id="mi-lab-wanted", visible="hidden", container=False)
    return work, LabControls(run, reset, restore, wanted_run)


def wire_lab(desk: LabDesk, parts: Desk, controls: LabControls, near: Neighbours, tab: gr.Tab) -> None:
    profile, session, chosen, code = near.profile, near.room.session, parts.chosen, parts.code
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    free = {**quiet, "outputs": parts.parts(), "concurrency_limit": None}
    here = {"inputs": [chosen, code], "outputs": code, "js": _UNFINISHED, "fn": None}
    tab.select(desk.enter, [profile, session, chosen, parts.loaded], **free).then(**here)
    chosen.input(desk.choose, [profile, chosen], **free).then(**here)
    controls.run.click(
        desk.run,
        [profile, session, chosen, code],
        trigger_mode="once",
        **{**free, "concurrency_limit": RUNS_AT_ONCE},
    ).then(None, chosen, None, js=_RAN)
    code.input(None, [chosen, code], None, js=_KEEP)
    controls.reset.click(desk.start_over, chosen, **free).then(None, [chosen, code], None, js=_KEEP)
    parts.reveal.click(desk.reveal, [profile, chosen], **free)
    controls.restore.click(
        desk.restore,
        [profile, chosen, controls.wanted_run],
        js="(...given) => { given[2] = window.mi.wantedRun; return given; }",
        **free,
    )


def wire_ways(conduct: Conduct, desk: LabDesk, parts: Desk, near: Neighbours) -> None:
    """From a question to its exercise, and from the code to the question about it."""
    profile, room, tabs = near.profile, near.room, near.tabs
    quiet: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": None,
    }
    parts.back.click(lambda: gr.Tabs(selected="interview"), None, tabs, **quiet)
    room.code.click(conduct.exercise_of, room.session, [tabs, parts.chosen, parts.loaded], **quiet).then(
        desk.follow, [profile, room.session, parts.chosen], parts.parts(), **quiet
    ).then(None, [parts.chosen, parts.code], parts.code, js=_UNFINISHED)
    parts.ask.click(
        conduct.ask_about_code,
        [profile, room.session, parts.chosen],
        [tabs, parts.notice, *room.parts()],
        **quiet,
    )
