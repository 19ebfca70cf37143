"""From paragraphs, bullets and tables to claims: single statements a candidate could make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mockinterview.importer.blocks import Block, Item, Listing, Prose, Quote, Table
from mockinterview.importer.inline import Line
from mockinterview.importer.names import Kind, is_reference, label_of

_LONG = 120
"""A bullet longer than this is cut into its sentences."""
_LEANING = 200
"""A sentence is joined to the one it points back to, up to this length."""
_MAX_CLAIM = 600
_SHORT_LABEL = 40
_MIN_LETTERS = 4

_SENTENCE_END = re.compile(r"(?<=[.!?。])[\"'”’)\]]*\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|eq|no|al|dr|mr)|\b[A-Z]|(?:^|\s)\d{1,2})\.$", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:=+>|-+>|[\s*•·※▶►■□◦⇒→✓✔-]|[①-⑳]|\(?\d{1,2}[.)](?!\d))+\s*")
_SPEAKS = re.compile(r"(?:다|요|음|함|됨|임|죠|까|것|한|할|하는|되는)$|[.!?。]$")
_LEANS = re.compile(
    r"(?:이(?:를|로|것|때|런|러한)?|그(?:래서|러나|리고|런데|러므로|중)?|하지만|따라서|즉|여기서|또한)[\s,]"
)
"""A sentence that points back is said together with the one before it."""
_STATED = re.compile(r"(?:다|[^포]함|됨|[있없같]음)[.!]?$")
_LETTER = re.compile(r"[^\W_]")
_ASKS = re.compile(r"\?[\"'”’)\]]*$")
_COLON = re.compile(r"\s*[:\uff1a]\s+|\s+[:\uff1a]\s*")
_DISPLAY_FORMULA = re.compile(r"\$\$.*?\$\$")
_KEYWORD_BREAK = re.compile(r"[,;、，](?![^(]*\))")


@dataclass(frozen=True, slots=True)
class Claim:
    text: str
    kind: Kind
    line: int
    bold: tuple[str, ...] = ()


def asks(text: str) -> bool:
    """It ends as a question does."""
    return bool(_ASKS.search(text.strip()))


def keyword_entries(text: str) -> list[str]:
    return [entry for part in _KEYWORD_BREAK.split(text) if _LETTER.search(entry := part.strip(" .*"))]


def prose_claims(lines: Iterable[Line], kind: Kind, line: int) -> list[Claim]:
    """One claim a sentence; a sentence runs on over soft line ends and stops at hard ones."""
    lines = tuple(lines)
    bold = tuple(term for item in lines for term in item.bold)
    sentences: list[str] = []
    for piece in (piece for segment in _segments(lines) for piece in sentences_of(segment)):
        if sentences and _LEANS.match(piece) and len(sentences[-1]) + len(piece) < _LEANING:
            sentences[-1] = f"{sentences[-1]} {piece}"
        else:
            sentences.append(piece)
    return _made(_claim(piece, kind, line, bold) for piece in sentences)


def listing_claims(listing: Listing, kind: Kind, label: str = "") -> list[Claim]:
    return [claim for item in listing.items for claim in _item_claims(item, kind, label)]


def table_claims(table: Table) -> list[Claim]:
    """A row is `first cell: column value, column value`."""
    if not table.rows:
        return []
    header, *rows = table.rows
    found = []
    for row in rows:
        name, *values = row
        said = [
            value.text if len(values) == 1 or not column.text else f"{column.text} {value.text}"
            for column, value in zip(header[1:], values, strict=False)
            if _LETTER.search(value.text)
        ]
        if said:
            bold = tuple(term for cell in row for term in cell.bold)
            found.append(_claim(f"{name.text}: {', '.join(said)}", Kind.BODY, table.line, bold))
    return _made(found)


def sentences_of(text: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.end()].strip()
        if _ABBREVIATION.search(text[start : end.start()]) or piece.count("(") > piece.count(")"):
            continue
        sentences.append(piece)
        start = end.end()
    return [piece for piece in (*sentences, text[start:].strip()) if piece]


def _item_claims(item: Item, kind: Kind, label: str) -> Iterator[Claim]:
    """A short head without a statement (`가중치`, `Loss 계산`) labels what stands under it."""
    prose = [block for block in item.blocks if isinstance(block, Prose)]
    nested = [block for block in item.blocks if not isinstance(block, Prose)]
    segments = [segment for block in prose for segment in _segments(block.lines)]
    bold = tuple(term for block in prose for line in block.lines for term in line.bold)
    head = segments[0] if segments else ""
    if own := label_of(head, in_list=True):
        kind, segments[0] = own
    inner = _label(head)
    is_label = bool(head) and inner == head and bool(nested or len(segments) > 1)
    if is_label:
        segments = segments[1:]
    pieces = [piece for segment in segments for piece in _short_enough(segment)]
    for i, piece in enumerate(pieces):
        first = not i and not is_label
        claim = _claim(_labelled(piece, label if first else inner or label), kind, item.line, bold)
        if claim is not None:
            yield claim
    for block in nested:
        yield from _nested_claims(block, kind, inner or label)


def _short_enough(text: str) -> list[str]:
    return [text] if len(text) <= _LONG else sentences_of(text)


def _nested_claims(block: Block, kind: Kind, label: str) -> Iterator[Claim]:
    match block:
        case Listing():
            yield from listing_claims(block, kind, label)
        case Table():
            yield from table_claims(block)
        case Quote():
            for inner in block.blocks:
                yield from _nested_claims(inner, kind, label)
        case Prose():
            yield from prose_claims(block.lines, kind, block.line)


def _segments(lines: Iterable[Line]) -> list[str]:
    """Lines that run on, joined; a line that was ended on purpose, or ends as a statement does, stands alone."""
    segments: list[str] = []
    running = False
    for line in lines:
        text = line.text if running else _LEAD.sub("", line.text)
        if running:
            segments[-1] = f"{segments[-1]} {text}"
        elif text:
            segments.append(text)
        running = bool(segments) and not line.ends and not _STATED.search(line.text)
    return segments


def _label(head: str) -> str:
    if len(head) <= _SHORT_LABEL and not _COLON.search(head) and not _SPEAKS.search(head):
        return head.rstrip(" :")
    return _before_colon(head)


def _before_colon(text: str) -> str:
    before, *rest = _COLON.split(text, maxsplit=1)
    return before if rest and 0 < len(before) <= _SHORT_LABEL else ""


def _labelled(text: str, label: str) -> str:
    return text if not label or text.startswith(label) else f"{label}: {text}"


def _claim(text: str, kind: Kind, line: int, bold: tuple[str, ...]) -> Claim | None:
    """None for what claims nothing: questions, links, single words."""
    text = _LEAD.sub("", _without_display_formula(text)).rstrip(" :;,!").strip()
    if asks(text) or is_reference(text) or len(_LETTER.findall(text)) < _MIN_LETTERS:
        return None
    if len(text) > _MAX_CLAIM:
        text = text[: text.rfind(" ", _MAX_CLAIM // 2, _MAX_CLAIM)].rstrip() + "…"
    return Claim(text, kind, line, tuple(term for term in bold if term in text))


def _without_display_formula(text: str) -> str:
    """`$$…$$` is not spoken; it stays only where it is all that is said."""
    rest = _DISPLAY_FORMULA.sub(" ", text)
    said = _COLON.split(rest, maxsplit=1)[-1]
    return " ".join((rest if len(_LETTER.findall(said)) >= _MIN_LETTERS else text.replace("$$", " ")).split())


def _made(claims: Iterable[Claim | None]) -> list[Claim]:
    return [claim for claim in claims if claim is not None]
