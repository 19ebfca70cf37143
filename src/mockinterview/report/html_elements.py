"""HTML by construction: a child that is not itself made here is escaped, so forgetting to escape is impossible."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from mockinterview.report.words import clean

_VOID = frozenset({"meta", "link"})


class Markup(str):
    """Text that `element` made."""

    __slots__ = ()


def element(name: str, /, *children: str | Markup, **attributes: str | None) -> Markup:
    """`class_` and the like lose their underscore, `http_equiv` becomes `http-equiv`; None leaves one out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    end = "" if name in _VOID else f"</{name}>"
    return Markup(f"<{name}{given}>{together(children)}{end}")


def together(children: Iterable[str | Markup]) -> Markup:
    return Markup("".join(child if isinstance(child, Markup) else escape(clean(child)) for child in children))


def sheet(css: str) -> Markup:
    """Our own style sheet, the one text that stands in the file as it is."""
    return Markup(f"<style>{css}</style>")
