"""The inside of a paragraph as lines of plain text: images and struck-out text gone, bold words remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from mockinterview.importer.html_text import BOLD_TAGS, STRUCK_TAGS, html_pieces

MAX_INLINE = 20_000
"""A longer paragraph is no study note; markup inside it is read up to here (nesting makes reading it costly)."""

_FORMULA = re.compile(r"[\\^_={}]|^\s*\w\s*$")
_TAG = re.compile(r"<(/?)\s*([a-zA-Z]+)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()가-힣]+")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    bold: tuple[str, ...] = ()
    ends: bool = False
    """The author ended the line on purpose (two spaces, `<br>`); other lines run on."""


def formula_rule(state: StateInline, silent: bool) -> bool:
    """`$…$` and `$$…$$` are kept as written: Markdown would take their backslashes and underscores away."""
    if state.src[state.pos] != "$":
        return False
    mark = "$$" if state.src.startswith("$$", state.pos) else "$"
    start = state.pos + len(mark)
    end = state.src.find(mark, start, min(state.posMax, start + 2_000))
    if end <= start or not _FORMULA.search(state.src[start:end]):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        content = " ".join(state.src[start:end].split())
        token.content = f"$$ {content} $$" if mark == "$$" else content
    state.pos = end + len(mark)
    return True


@dataclass(slots=True)
class InlineReader:
    """Reads the inline content of one document; counts what it leaves out."""

    parser: MarkdownIt
    references: dict[str, Any]
    """Link definitions of the document, as the block parser found them."""
    struck: int = 0
    images: int = 0

    def lines(self, content: str) -> tuple[Line, ...]:
        tokens = self.parser.parseInline(content[:MAX_INLINE], self.references)
        writer = _Writer()
        for token in tokens[0].children or []:
            self._take(token, writer)
        return writer.finish()

    def html(self, content: str) -> tuple[Line, ...]:
        pieces, struck = html_pieces(content)
        self.struck += struck
        writer = _Writer()
        for text, bold in pieces:
            writer.bold = int(bold)
            for index, line in enumerate(text.split("\n")):
                if index:
                    writer.newline(ends=text == "\n")
                writer.write(line)
            writer.close_bold()
        return writer.finish()

    def _take(self, token: Token, writer: _Writer) -> None:
        match token.type:
            case "text" | "code_inline" | "formula":
                writer.write(token.content)
            case "softbreak" | "hardbreak":
                writer.newline(ends=token.type == "hardbreak")
            case "image":
                self.images += 1
            case "html_inline":
                self._tag(token.content, writer)
            case _:
                self._mark(token, writer)

    def _mark(self, token: Token, writer: _Writer) -> None:
        match token.type:
            case "em_open":
                writer.open_star(token.markup)
            case "em_close":
                writer.close_star()
            case "strong_open":
                writer.bold += 1
            case "strong_close":
                writer.bold -= 1
                writer.close_bold()
            case "s_open":
                writer.struck += 1
                self.struck += 1
            case "s_close":
                writer.struck -= 1

    def _tag(self, content: str, writer: _Writer) -> None:
        found = _TAG.match(content)
        if not found:
            return
        closes, name = bool(found[1]), found[2].lower()
        if name == "br":
            writer.newline(ends=True)
        elif name == "img":
            self.images += 1
        elif name in STRUCK_TAGS:
            writer.struck = max(0, writer.struck + (-1 if closes else 1))
            self.struck += not closes
        elif name in BOLD_TAGS:
            writer.bold = max(0, writer.bold + (-1 if closes else 1))
            if closes:
                writer.close_bold()


@dataclass(slots=True)
class _Writer:
    bold: int = 0
    struck: int = 0
    _lines: list[Line] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _terms: list[str] = field(default_factory=list)
    _term: list[str] = field(default_factory=list)
    _stars: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        if not self.struck:
            self._text.append(text)
            if self.bold:
                self._term.append(text)

    def open_star(self, markup: str) -> None:
        """`2*P*R` is a product: a star right after a letter was not meant as emphasis."""
        before = "".join(self._text)[-1:]
        self._stars.append(markup if before.isalnum() or before == ")" else "")
        self.write(self._stars[-1])

    def close_star(self) -> None:
        self.write(self._stars.pop())

    def close_bold(self) -> None:
        term = _tidy("".join(self._term)).strip(" :")
        self._term.clear()
        if term:
            self._terms.append(term)

    def newline(self, *, ends: bool) -> None:
        text = _tidy("".join(self._text))
        if text:
            self._lines.append(Line(text, tuple(self._terms), ends))
        self._text.clear()
        self._terms.clear()

    def finish(self) -> tuple[Line, ...]:
        self.close_bold()
        self.newline(ends=True)
        return tuple(self._lines)


def _tidy(text: str) -> str:
    return " ".join(_ADDRESS.sub(" ", text).split())
