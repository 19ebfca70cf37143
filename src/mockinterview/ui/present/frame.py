"""The frame of the page: the name, the language switch, and how the machine behind it is doing."""

from __future__ import annotations

from mockinterview.studio import Part, PartState
from mockinterview.ui.present.html import Html, el, icon
from mockinterview.ui.texts import Words

LOGO = Html(
    '<svg viewBox="0 0 28 28" aria-hidden="true" focusable="false"><path fill="currentColor" d="M6 3h16a5 5 0 0 1 5 5v8a5 5 '
    '0 0 1-5 5h-6.5l-6 4.6c-.7.5-1.5.1-1.5-.8V21H6a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"/><path fill="none" '
    'stroke="var(--mi-bg)" stroke-width="2.3" stroke-linecap="round" stroke-linejoin="round" d="M8.5 12.3l3.7 3.7 7.3-7.6"/></svg>'
)
NEEDED = ("rubrics", "grader", "history")
"""Without these no answer can be graded."""


def header(words: Words) -> Html:
    """Links are relative, so that the page works behind any proxy path."""
    english = words.language == "en"
    return el(
        "div",
        el("a", words("app.skip_link"), href="#mi-tabs", class_="mi-skip", data_mi="skip"),
        el(
            "span",
            LOGO,
            el("span", "mockinterview"),
            el("small", words("app.tagline")),
            class_="mi-brand",
        ),
        el(
            "div",
            el(
                "button",
                icon("moon"),
                el("span", words("app.theme"), class_="mi-sr"),
                type="button",
                class_="mi-quiet",
                data_mi="theme",
                title=words("app.theme"),
            ),
            el(
                "a",
                words("app.other_language"),
                href="../" if english else "en/",
                class_="mi-quiet",
                lang="ko" if english else "en",
                title=words("app.other_language_hint"),
            ),
            class_="mi-top-side",
        ),
        class_="mi-top",
    )


def ready(parts: tuple[Part, ...]) -> bool:
    return all(part.state is PartState.READY for part in parts if part.name in NEEDED)


def status_line(parts: tuple[Part, ...], words: Words) -> Html:
    needed = [part.state for part in parts if part.name in NEEDED]
    if PartState.FAILED in needed:
        kind, line = "is-trouble", words("app.trouble")
    elif all(state is PartState.READY for state in needed):
        kind, line = "is-ready", words("app.ready")
    else:
        kind, line = "is-loading", words("app.loading")
    return el("p", el("span", line), class_=f"mi-status {kind}", role="status")
