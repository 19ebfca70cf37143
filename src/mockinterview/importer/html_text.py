"""The readable text of an HTML block: tags gone, struck-out text gone, bold words remembered."""

from __future__ import annotations

from html.parser import HTMLParser

STRUCK_TAGS = frozenset({"s", "del", "strike"})
BOLD_TAGS = frozenset({"b", "strong"})
_SILENT_TAGS = frozenset({"script", "style", "template"})
_MAX_LENGTH = 100_000


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, bool]] = []
        """Text and whether it is bold."""
        self.struck = 0
        self._open: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "br":
            self.pieces.append(("\n", False))
        elif tag in STRUCK_TAGS | BOLD_TAGS | _SILENT_TAGS:
            self._open[tag] = self._open.get(tag, 0) + 1
            self.struck += tag in STRUCK_TAGS

    def handle_endtag(self, tag: str) -> None:
        if self._open.get(tag):
            self._open[tag] -= 1

    def handle_data(self, data: str) -> None:
        if not self._inside(STRUCK_TAGS | _SILENT_TAGS):
            self.pieces.append((data, self._inside(BOLD_TAGS)))

    def _inside(self, tags: frozenset[str]) -> bool:
        return any(self._open.get(tag) for tag in tags)


def html_pieces(html: str) -> tuple[list[tuple[str, bool]], int]:
    """Pieces of text with whether each is bold, and the number of struck-out passages left out."""
    reader = _Reader()
    try:
        reader.feed(html[:_MAX_LENGTH])
        reader.close()
    except AssertionError:
        pass  # the standard library's answer to a damaged `<![…`: what was read up to there stands
    return reader.pieces, reader.struck
