"""HTML from values. Whatever is not `Html` already is escaped, so forgetting to escape is not possible."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "hr", "img", "input"})


class Html(str):
    """Markup made here, safe to put into a page as it is."""

    __slots__ = ()


Child = str | None
"""A plain text (escaped), finished Html, or nothing."""


def text(value: str) -> Html:
    """Half an emoji from a broken client cannot be sent as UTF-8 and becomes a question mark."""
    if isinstance(value, Html):
        return value
    return Html(escape(value.encode("utf-8", "replace").decode("utf-8"), quote=True))


def join(children: Iterable[Child]) -> Html:
    return Html("".join(text(child) for child in children if child is not None))


def el(tag: str, *children: Child, **attributes: str | float | bool | None) -> Html:
    """`el("p", "a < b", class_="note", data_point="x")`: a True attribute stands alone, None and False vanish."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(children)}</{tag}>")


def _attribute(name: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


def icon(name: str) -> Html:
    """A line icon of our own; its meaning always stands beside it as text."""
    return Html(
        '<svg class="mi-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        + _PATHS[name]
        + "</svg>"
    )


_PATHS = {
    "covered": '<path d="M4 10.5l4 4 8-9"/>',
    "partial": '<path d="M4 10h12"/><path d="M10 4a6 6 0 0 1 0 12z" class="fill"/><circle cx="10" cy="10" r="6"/>',
    "missing": '<circle cx="10" cy="10" r="6" stroke-dasharray="2.4 2.3"/>',
    "contradicted": '<path d="M5 5l10 10M15 5L5 15"/>',
    "ungraded": '<path d="M7.5 7.5a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.8"/><path d="M10 15v.2"/>',
    "mic": '<rect x="7.5" y="2.5" width="5" height="9" rx="2.5"/><path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5"/>',
    "arrow": '<path d="M4 10h11M11 5.5l4.5 4.5L11 14.5"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.8"/>',
    "voice": '<path d="M3.5 8v4h3l4 3.5v-11L6.5 8z"/><path d="M13.5 7.5a3.6 3.6 0 0 1 0 5M15.8 5.3a7 7 0 0 1 0 9.4"/>',
    "note": '<path d="M10 6.5v4.5M10 13.8v.2"/><circle cx="10" cy="10" r="7"/>',
    "moon": '<path d="M15.5 11.8A6.2 6.2 0 0 1 8.2 4.5a6.2 6.2 0 1 0 7.3 7.3z"/>',
}
