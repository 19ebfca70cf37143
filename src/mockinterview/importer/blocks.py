"""Markdown as a short tree of frozen values: headings, prose, lists, quotes, tables. Code holds no claims.

The CommonMark parser is markdown-it-py, with GitHub's tables and strike-through. A code fence that was never
closed swallows the rest of a document by the letter of the standard; here it ends where the next heading stands
after a blank line, and the line it began on is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mockinterview.importer.inline import InlineReader, Line, formula_rule


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    line: int
    withdrawn: bool = False
    """All of it was struck out."""


@dataclass(frozen=True, slots=True)
class Prose:
    lines: tuple[Line, ...]
    line: int

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Item:
    blocks: tuple[Block, ...]
    line: int
    checkbox: bool = False

    @property
    def head(self) -> str:
        """Its first paragraph."""
        return next((block.text for block in self.blocks if isinstance(block, Prose)), "")


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Line, ...], ...]
    """The first row is the header."""
    line: int


Block = Heading | Prose | Listing | Quote | Table


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]
    struck: int
    images: int
    unclosed_fences: tuple[int, ...]
    """Lines on which a code fence begins that nobody closed."""


_MAX_MENDINGS = 10
_HEADING_LINE = re.compile(r" {0,3}#{2,6}[ \t]+\S")
"""One # alone may be a comment in the code."""
_CHECKBOX = re.compile(r"\[[ xX]\](?:\s+|$)")
_LONG_HEADING = 100


def parse_markdown(text: str) -> Document:
    block_parser = _parser().disable("inline")
    lines = text.split("\n")
    unclosed: list[int] = []
    while True:
        env: dict[str, Any] = {}
        tokens = block_parser.parse("\n".join(lines), env)
        culprit = _unclosed_fence([token for token in tokens if token.type == "fence"], lines)
        if culprit is None:
            break
        unclosed.append((culprit.map or [0])[0] + 1)
        if len(unclosed) == _MAX_MENDINGS or not _close(culprit, lines):
            break
    reader = InlineReader(_parser(), env)
    blocks = _Builder(tokens, reader).blocks()
    return Document(blocks, reader.struck, reader.images, tuple(unclosed))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "formula", formula_rule)
    return parser


def _unclosed_fence(fences: Sequence[Token], lines: Sequence[str]) -> Token | None:
    """The first fence to close by hand. One that nobody closed takes the opening of the next for its end, so that
    the fault shows only where another one opens inside it, or where the last one never ends: then the first that
    holds a heading is to blame."""
    swallowers = [fence for fence in fences if _swallowed_heading(fence, lines)]
    last = next((fence for fence in fences if not _is_closed(fence, lines)), None)
    for fence in swallowers:
        start, end = fence.map or (0, 0)
        if last or any(_fence_info(line, fence.markup) for line in lines[start + 1 : end]):
            return fence
    return last


def _is_closed(fence: Token, lines: Sequence[str]) -> bool:
    start, end = fence.map or (0, 0)
    return end - start > 1 and _fence_info(lines[end - 1], fence.markup) == ""


def _fence_info(line: str, markup: str) -> str | None:
    """What stands after the fence's mark, or None when the line is no fence."""
    bare = line.strip(" \t>")
    return bare.strip(markup[0]).strip() if bare.startswith(markup) else None


def _swallowed_heading(fence: Token, lines: Sequence[str]) -> int | None:
    """The blank line before the first heading inside."""
    start, end = fence.map or (0, 0)
    blanks = (
        i for i in range(start + 1, end - 1) if not lines[i].strip() and _HEADING_LINE.match(lines[i + 1])
    )
    return next(blanks, None)


def _close(fence: Token, lines: list[str]) -> bool:
    """Puts the missing end on a blank line, so that no line number changes."""
    blank = _swallowed_heading(fence, lines)
    if blank is not None:
        lines[blank] = fence.markup
    return blank is not None


@dataclass(slots=True)
class _Builder:
    tokens: Sequence[Token]
    reader: InlineReader
    place: int = 0
    _depth: int = field(default=0)

    def blocks(self, until: str = "") -> tuple[Block, ...]:
        """Up to the token that closes the container we are in (its nesting is the parser's to limit)."""
        found: list[Block] = []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            self.place += 1
            if token.type == until:
                break
            block = self._block(token)
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token) -> Block | None:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "heading_open":
                return self._heading(token, line)
            case "inline":
                return self._prose(self.reader.lines(token.content), line)
            case "html_block":
                return self._prose(self.reader.html(token.content), line)
            case "bullet_list_open" | "ordered_list_open":
                return Listing(self._items(token.type.replace("open", "close")), line)
            case "blockquote_open":
                return Quote(self._inside("blockquote_close"), line)
            case "table_open":
                return Table(self._rows(), line)
        return None

    def _inside(self, until: str) -> tuple[Block, ...]:
        self._depth += 1
        found = self.blocks(until)
        self._depth -= 1
        return found

    def _prose(self, lines: tuple[Line, ...], line: int) -> Prose | None:
        return Prose(lines, line) if lines else None

    def _heading(self, token: Token, line: int) -> Block | None:
        """Inside lists and quotes a heading divides nothing, and a sentence over a line of dashes, which the
        standard calls a heading, was hardly meant as one: both are prose."""
        content = self.tokens[self.place].content
        self.place += 2
        struck = self.reader.struck
        lines = self.reader.lines(content)
        text = " ".join(item.text for item in lines)
        underlined = token.markup == "-" and (
            len(lines) > 1 or len(text) > _LONG_HEADING or text.endswith((".", "다"))
        )
        if self._depth or underlined:
            return self._prose(lines, line)
        return Heading(int(token.tag[1]), text, line, withdrawn=not text and self.reader.struck > struck)

    def _items(self, until: str) -> tuple[Item, ...]:
        items: list[Item] = []
        while self.tokens[self.place].type != until:
            token = self.tokens[self.place]
            self.place += 1
            blocks = self._inside("list_item_close")
            items.append(_item(blocks, token.map[0] + 1 if token.map else 0))
        self.place += 1
        return tuple(items)

    def _rows(self) -> tuple[tuple[Line, ...], ...]:
        rows: list[list[Line]] = []
        while (token := self.tokens[self.place]).type != "table_close":
            self.place += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                lines = self.reader.lines(token.content)
                text = " ".join(line.text for line in lines)
                rows[-1].append(Line(text, tuple(term for line in lines for term in line.bold)))
        self.place += 1
        return tuple(tuple(row) for row in rows)


def _item(blocks: tuple[Block, ...], line: int) -> Item:
    """`- [ ] question`: the box is taken off the text."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Prose) or not (box := _CHECKBOX.match(first.lines[0].text)):
        return Item(blocks, line)
    head = Line(first.lines[0].text[box.end() :], first.lines[0].bold, first.lines[0].ends)
    lines = tuple(item for item in (head, *first.lines[1:]) if item.text)
    rest = (Prose(lines, first.line), *blocks[1:]) if lines else blocks[1:]
    return Item(rest, line, checkbox=True)
