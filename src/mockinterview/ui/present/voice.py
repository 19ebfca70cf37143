"""Speech on the page: the row under the answer box, and the button that reads the question aloud."""

from __future__ import annotations

from mockinterview.speech import Synthesizer, Transcriber
from mockinterview.ui.present.html import Html, el, icon, join
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


def listen_row(words: Words, synthesizer: Synthesizer | None = None, sealed: str | None = None) -> Html:
    """`sealed`: the question as the server takes it back to have it spoken; without it the browser reads."""
    leaves = synthesizer is not None and synthesizer.leaves_machine
    return join(
        [
            el(
                "button",
                icon("voice"),
                el("span", words("stage.listen")),
                type="button",
                class_="mi-quiet",
                data_mi="listen",
                data_sealed=sealed,
                data_idle=words("stage.listen"),
                data_loading=words("listen.loading"),
                data_playing=words("listen.stop"),
            ),
            el("span", words("listen.sent", name=synthesizer.name), class_="mi-hint")
            if synthesizer and leaves
            else None,
            el("span", class_="mi-listen-line", role="status"),
        ]
    )


def aloud_hint(words: Words, synthesizer: Synthesizer | None) -> str:
    """Beside the option to hear every question: whose voice, and where the text goes."""
    if synthesizer is None:
        return words("lobby.aloud_hint")
    key = "lobby.aloud_sent" if synthesizer.leaves_machine else "lobby.aloud_here"
    return words(key, name=synthesizer.name)


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
