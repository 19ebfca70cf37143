"""The settings tab's lists: how each backend is doing, and the keys."""

from __future__ import annotations

from mockinterview.studio import Part
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.texts import TEXTS, Words

_KEYS = (
    ("Ctrl + Enter", "settings.key.submit"),
    ("Alt + N", "settings.key.next"),
    ("Alt + M", "settings.key.voice"),
)


def status_list(parts: tuple[Part, ...], words: Words) -> Html:
    return el("ul", join(_part(part, words) for part in parts), class_="mi-rows")


def _part(part: Part, words: Words) -> Html:
    key = f"part.{part.name}"
    return el(
        "li",
        el("span", words(key) if key in TEXTS else part.name),
        el("span", words(f"state.{part.state.value}"), class_=f"mi-state is-{part.state.value}"),
        el("span", part.in_language(words.language), class_="mi-hint"),
    )


def keys_list(words: Words) -> Html:
    rows = (el("li", el("span", el("kbd", keys)), el("span", words(does))) for keys, does in _KEYS)
    return el("ul", join(rows), class_="mi-lines mi-keys")


def profile_line(profile: str, words: Words) -> Html:
    return el(
        "p",
        el("span", profile, class_="mi-id"),
        " ",
        el("span", words("settings.profile_line"), class_="mi-hint"),
    )
