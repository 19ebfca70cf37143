"""The settings tab: language, voice, how things are doing. Keys are never shown and never typed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from mockinterview.studio import Studio
from mockinterview.ui.parts import html
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.present.settings import keys_list, profile_line, status_list
from mockinterview.ui.texts import Words
from mockinterview.ui.visitor import visitor


@dataclass(frozen=True, slots=True)
class Panel:
    """The handlers of the tab."""

    studio: Studio
    words: Words

    def show(self, kept: Any, request: gr.Request) -> tuple[str, str]:
        """(status, profile)"""
        profile = visitor(kept, request)
        return status_list(self.studio.status(), self.words), profile_line(profile, self.words)


def lay_settings(panel: Panel, profile: gr.BrowserState, tab: gr.Tab) -> None:
    words = panel.words
    with gr.Column(elem_classes="mi-page mi-read", elem_id="mi-settings"):
        html(
            join(
                [
                    el("h1", words("settings.title"), class_="mi-title"),
                    el("p", words("settings.lead"), class_="mi-lead"),
                ]
            )
        )
        html(_section("settings.language", "settings.language_line", words, _language_link(words)))
        html(
            _section(
                "settings.voice",
                "settings.voice_line",
                words,
                el("p", words("voice.privacy"), class_="mi-hint"),
            )
        )
        html(el("h2", words("settings.status"), class_="mi-section-title"))
        status = html(elem_id="mi-parts")
        refresh = gr.Button(words("settings.refresh"), elem_id="mi-refresh", scale=0)
        html(_section("settings.llm", "settings.llm_line", words))
        html(join([el("h2", words("settings.keys"), class_="mi-section-title"), keys_list(words)]))
        html(el("h2", words("settings.profile"), class_="mi-section-title"))
        name = html(elem_id="mi-profile-name")
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 8}
    tab.select(panel.show, profile, [status, name], **quiet)
    refresh.click(panel.show, profile, [status, name], **quiet)


def _section(title: str, line: str, words: Words, extra: Html | None = None) -> Html:
    return join([el("h2", words(title), class_="mi-section-title"), el("p", words(line)), extra])


def _language_link(words: Words) -> Html:
    english = words.language == "en"
    return el(
        "a",
        words("app.other_language_hint"),
        href="../" if english else "en/",
        class_="mi-textlink",
        lang="ko" if english else "en",
    )
