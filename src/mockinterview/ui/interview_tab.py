"""The interview tab: its layout, and which press runs which handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from mockinterview.ui.aloud import Aloud
from mockinterview.ui.answers import LONGEST_ANSWER
from mockinterview.ui.conduct import Conduct
from mockinterview.ui.lobby import Choices, Lobby, lay_lobby
from mockinterview.ui.parts import html
from mockinterview.ui.present.voice import aloud_hint, voice_row
from mockinterview.ui.recordings import SCRIPT, Recordings
from mockinterview.ui.room import Room
from mockinterview.ui.texts import Words

DEEPENED_AT_ONCE = 8
"""LLM looks under way at once; nobody waits for them."""
KEPT_SECONDS = 24 * 3600
"""So long the server remembers where a silent page stands; then it asks the history."""
GRADES_AT_ONCE = 8
"""Answers graded side by side, whichever button asked for it; more of them wait in the queue."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Parts that are pressed or read, but never changed by a handler."""

    how: gr.Textbox
    tab: gr.Textbox
    keep: gr.Button
    present: gr.Button
    kept: gr.Textbox
    dont_know: gr.Button
    skip: gr.Button
    retry: gr.Button
    resume: gr.Button
    finish: gr.Button
    again: gr.Button
    report: gr.Button


_ASK_VOICE = "window.mi.askVoice = (sealed) => server.speak(sealed);"


def lay_interview(
    words: Words, choices: Choices, recordings: Recordings, aloud: Aloud
) -> tuple[Lobby, Room, Controls]:
    """The whole tab; what is shown at first is decided when the page loads."""
    session = gr.State(None, time_to_live=KEPT_SECONDS)
    notice = html(elem_id="mi-notice", elem_classes="mi-read mi-notice")
    live = html(elem_id="mi-live", html_template='<div aria-live="polite" aria-atomic="true">${value}</div>')
    lobby = lay_lobby(words, choices, _lay_voice(aloud))
    with gr.Column(visible=False, elem_classes="mi-page", elem_id="mi-room") as column:
        with gr.Row(elem_id="mi-bar-row", elem_classes="mi-read"):
            bar = html()
            pause = gr.Button(words("bar.pause"), elem_id="mi-pause", elem_classes="mi-link")
            finish = gr.Button(words("bar.finish"), elem_id="mi-finish", elem_classes="mi-link")
        past = html(elem_id="mi-past", elem_classes="mi-read")
        stage = html(elem_id="mi-stage", elem_classes="mi-read")
        desk = _lay_desk(words, recordings)
        rest, resume = _lay_rest(words)
        review = _lay_review(words)
    end, end_page, again, report = _lay_end(words)
    arrived = html(elem_id="mi-arrived", visible="hidden")
    unseen = _lay_unseen()
    above = (session, lobby.column, column, bar, pause, past, stage)
    top = (*above, desk.column, desk.answer, desk.submit, rest)
    room = Room(*top, *review[:6], end, end_page, notice, live, arrived)
    pressed = (desk.dont_know, desk.skip, review[6], resume, finish, again, report)
    return lobby, room, Controls(*unseen, *pressed)


def _lay_unseen() -> tuple[gr.Textbox, gr.Textbox, gr.Button, gr.Button, gr.Textbox]:
    """What only the page's own script fills, presses and reads: (how, tab, keep, present, kept)."""
    return (
        gr.Textbox("{}", elem_id="mi-how", visible="hidden", container=False),
        gr.Textbox(visible="hidden", container=False),
        gr.Button(elem_id="mi-keep", visible="hidden"),
        gr.Button(elem_id="mi-present", visible="hidden"),
        gr.Textbox(None, visible="hidden", elem_id="mi-kept", container=False),
    )


def _lay_voice(aloud: Aloud) -> str:
    """The page's way to a configured voice. Returns what is said of it beside the option to hear it."""
    if aloud.synthesizer:
        html(visible="hidden", js_on_load=_ASK_VOICE, server_functions=aloud.for_page())
    return aloud_hint(aloud.words, aloud.synthesizer)


def _lay_end(words: Words) -> tuple[gr.Column, gr.HTML, gr.Button, gr.Button]:
    with gr.Column(visible=False, elem_classes="mi-page", elem_id="mi-end") as end:
        page = html()
        with gr.Row(elem_id="mi-end-row"):
            again = gr.Button(words("end.again"), variant="primary", elem_id="mi-again")
            report = gr.Button(words("end.report"), elem_id="mi-end-report")
    return end, page, again, report


def _lay_rest(words: Words) -> tuple[gr.Column, gr.Button]:
    with gr.Column(visible=False, elem_id="mi-rest", elem_classes="mi-read") as rest:
        html(f"<p>{words('stage.paused')}</p>")
        resume = gr.Button(words("stage.resume"), variant="primary", elem_id="mi-resume")
    return rest, resume


def _lay_review(
    words: Words,
) -> tuple[gr.HTML, gr.Row, gr.Button, gr.Button, gr.Button, gr.Button, gr.Button]:
    """The feedback card and what can be done after it: (card, row, next, reveal, regrade, code, retry)."""
    card = html(elem_id="mi-card")
    with gr.Row(visible=False, elem_id="mi-review") as row:
        go_on = gr.Button(words("review.next"), variant="primary", elem_id="mi-next")
        regrade = gr.Button(words("review.regrade"), elem_id="mi-regrade")
        code = gr.Button(elem_id="mi-code-offer", visible=False)
        retry = gr.Button(words("review.retry"), elem_id="mi-retry")
        reveal = gr.Button(words("review.reveal"), elem_id="mi-reveal")
    return card, row, go_on, reveal, regrade, code, retry


@dataclass(frozen=True, slots=True)
class Desk:
    column: gr.Column
    answer: gr.Textbox
    submit: gr.Button
    dont_know: gr.Button
    skip: gr.Button


def _lay_desk(words: Words, recordings: Recordings) -> Desk:
    """The answer box and everything around it: the centre of the page."""
    with gr.Column(elem_classes="mi-read", elem_id="mi-desk-wrap") as desk:
        with gr.Column(elem_id="mi-desk"):
            answer = gr.Textbox(
                label=words("answer.label"),
                show_label=False,
                placeholder=words("answer.placeholder"),
                lines=6,
                max_lines=18,
                elem_id="mi-answer",
                container=False,
                autofocus=False,
            )
            html(
                html_template=voice_row(words, recordings.transcriber, LONGEST_ANSWER),
                js_on_load=SCRIPT,
                server_functions=recordings.for_page(),
            )
            with gr.Row(elem_id="mi-actions"):
                dont_know = gr.Button(words("answer.dont_know"), elem_id="mi-pass", elem_classes="mi-link")
                skip = gr.Button(words("answer.skip"), elem_id="mi-skip", elem_classes="mi-link")
                submit = gr.Button(words("answer.submit"), variant="primary", elem_id="mi-submit")
        html(f'<p class="mi-kbd">{words("answer.shortcut")}</p>')
        html(f'<p class="mi-grading" role="status" data-line="{words("answer.grading")}"></p>')
    return Desk(desk, answer, submit, dont_know, skip)


def wire(conduct: Conduct, lobby: Lobby, room: Room, controls: Controls, profile: gr.BrowserState) -> None:
    """Which press runs which handler."""
    who, session, answer = profile, room.session, room.answer
    shown: dict[str, Any] = {
        "outputs": room.parts(),
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": None,
    }
    graded = {**shown, "concurrency_limit": GRADES_AT_ONCE, "concurrency_id": "grades"}
    lobby.start.click(conduct.start, [who, *lobby.choices()], **shown)
    submitted = room.submit.click(
        conduct.submit,
        [who, session, answer, controls.how],
        js="(...given) => { given[3] = window.mi.how(); return given; }",
        trigger_mode="once",
        **graded,
    )
    passed = controls.dont_know.click(conduct.dont_know, [who, session, answer], **graded)
    skipped = controls.skip.click(conduct.skip, [who, session, answer], **shown)
    finished = controls.finish.click(conduct.finish, [who, session, answer], **shown)
    if conduct.studio.backends.second_look is not None:
        late = {**shown, "concurrency_limit": DEEPENED_AT_ONCE}
        submitted.then(conduct.deepen, session, **{**late, "outputs": [room.card, room.live]})
        for ending in (submitted, passed, skipped, finished):
            ending.then(conduct.deepen_all, session, **{**late, "outputs": [room.end_page, room.notice]})
    room.next.click(conduct.proceed, [who, session], **shown)
    controls.retry.click(conduct.retry, [who, session], **shown)
    room.regrade.click(conduct.regrade, [who, session], **graded)
    room.reveal.click(conduct.reveal, [who, session], **shown)
    room.pause.click(conduct.pause, [who, session, answer], **shown)
    controls.resume.click(conduct.resume, [who, session], **shown)
    controls.again.click(conduct.again, None, **shown)
    _wire_unseen(conduct, room, controls, who, shown)


def _wire_unseen(
    conduct: Conduct, room: Room, controls: Controls, who: gr.BrowserState, shown: dict[str, Any]
) -> None:
    """What the page presses by itself: the draft is kept, and somebody is still there."""
    controls.keep.click(
        conduct.keep_draft,
        [who, room.session, room.answer],
        trigger_mode="always_last",
        **{**shown, "outputs": controls.kept, "queue": False},
    ).success(None, controls.kept, None, js="(text) => window.mi.kept(text)", api_visibility="private")
    controls.present.click(
        conduct.present, [who, room.session], **{**shown, "outputs": [room.session, room.bar], "queue": False}
    )


def wire_forgetting(conduct: Conduct, room: Room, forgotten: Dependency) -> None:
    """An interview whose records were deleted is gone from the page too."""
    forgotten.then(
        conduct.after_forgetting,
        room.session,
        room.parts(),
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=None,
    )
