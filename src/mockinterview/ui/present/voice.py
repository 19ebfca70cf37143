"""The row under the answer box: speaking, what happens to the sound, and how long the answer is."""

from __future__ import annotations

from mockinterview.speech import Transcriber
from mockinterview.ui.present.html import Html, el, icon
from mockinterview.ui.texts import Words


def voice_row(words: Words, transcriber: Transcriber | None, limit: int) -> Html:
    """A template of a component that holds no value: the script writes into it, no handler does."""
    privacy = words("voice.privacy")
    if transcriber:
        key = "voice.privacy_record" if transcriber.leaves_machine else "voice.private_record"
        privacy += " " + words(key, name=transcriber.name)
    return el(
        "div",
        _button("mic", "voice.speak", "voice.stop", words),
        _button("rec", "voice.record", "voice.record_stop", words) if transcriber else None,
        el(
            "span",
            class_="mi-desk-count",
            data_count=words("answer.count", count="{count}"),
            data_limit=limit,
        ),
        el("span", class_="mi-voice-line", role="status"),
        el("span", privacy, class_="mi-hint mi-privacy"),
        class_="mi-desk-row",
    )


def _button(kind: str, start: str, stop: str, words: Words) -> Html:
    return el(
        "button",
        icon("mic"),
        el("span", words(start)),
        type="button",
        class_="mi-mic",
        data_mi=kind,
        data_start=words(start),
        data_stop=words(stop),
        aria_pressed="false",
    )
