"""Texts of ours that are written in Markdown, as HTML. Raw HTML inside them stays text."""

from __future__ import annotations

from markdown_it import MarkdownIt

from mockinterview.ui.present.html import Html

_READER = MarkdownIt("commonmark", {"html": False})


def markdown(text: str) -> Html:
    return Html(_READER.render(text))
