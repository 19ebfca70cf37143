"""Everything one section says about its question, its parts included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mockinterview.importer.blocks import Block, Item, Listing, Prose, Quote, Table
from mockinterview.importer.claims import (
    Claim,
    asks,
    keyword_entries,
    listing_claims,
    prose_claims,
    table_claims,
)
from mockinterview.importer.inline import Line
from mockinterview.importer.names import Kind, is_silent, label_of, part_kind
from mockinterview.importer.outline import Section


@dataclass(slots=True)
class Gathered:
    claims: list[Claim] = field(default_factory=list)
    rows: list[Claim] = field(default_factory=list)
    """Of tables: the last resort, most rows only repeat the bullets."""
    keywords: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    """The answer as running text."""
    questions: list[Listing] = field(default_factory=list)
    """Lists that ask: checkboxes, or bullets that all end in a question mark."""
    keyword_lines: int = 0
    filled_keyword_lines: int = 0
    labelled: bool = False
    """Written as `Keyword:`/`Answer:`, even if nothing follows."""

    def take(self, blocks: Iterable[Block], kind: Kind = Kind.BODY, *, may_ask: bool = True) -> None:
        for block in blocks:
            match block:
                case Prose():
                    self._prose(block, kind)
                case Listing() if may_ask and is_question_list(block):
                    self.questions.append(block)
                case Listing():
                    self._listing(block, kind)
                case Quote():
                    self.take(block.blocks, kind, may_ask=False)
                case Table():
                    self.rows += table_claims(block)

    def take_part(self, part: Section) -> None:
        """A heading under the question's that names a part of the answer, with all that stands below it."""
        kind = part_kind(part.title) or Kind.BODY
        if not is_silent(part.title):
            self.take(part.blocks, kind, may_ask=False)
        for inner in part.sections:
            self.take_part(inner)

    def _prose(self, prose: Prose, kind: Kind) -> None:
        for label, lines in _labelled_runs(prose, kind):
            if label is Kind.KEYWORD:
                self._keyword_line(" ".join(line.text for line in lines))
            else:
                self.claims += prose_claims(lines, label, prose.line)
                if label is Kind.ANSWER:
                    self.answer.append(" ".join(line.text for line in lines))
            self.labelled |= label is not kind or kind is Kind.KEYWORD

    def _listing(self, listing: Listing, kind: Kind) -> None:
        if kind is Kind.KEYWORD:
            for item in listing.items:
                self._keyword_line(item.head)
            return
        rest = [item for item in listing.items if not self._is_keyword_item(item)]
        self.claims += listing_claims(Listing(tuple(rest), listing.line), kind)

    def _is_keyword_item(self, item: Item) -> bool:
        label = label_of(item.head, in_list=True)
        if label is None or label[0] is not Kind.KEYWORD:
            return False
        self._keyword_line(label[1])
        self.labelled = True
        return True

    def _keyword_line(self, text: str) -> None:
        entries = keyword_entries(text)
        self.keyword_lines += 1
        self.filled_keyword_lines += bool(entries)
        self.keywords += entries

    @property
    def said(self) -> list[Claim]:
        """The claims that become points: what the author marked as interview points, else the answer and the
        bullets, else the rows of the tables."""
        marked = [claim for claim in self.claims if claim.kind is Kind.POINT]
        return marked or self.claims or self.rows

    @property
    def has_content(self) -> bool:
        return bool(self.claims or self.rows or self.labelled)


def is_question_list(listing: Listing) -> bool:
    return any(item.checkbox for item in listing.items) or all(asks(item.head) for item in listing.items)


def _labelled_runs(prose: Prose, kind: Kind) -> list[tuple[Kind, list[Line]]]:
    """`Keyword:` holds for its line (and the next, after a comma); `Answer:` for the rest of the paragraph."""
    runs: list[tuple[Kind, list[Line]]] = []
    for line in prose.lines:
        label = label_of(line.text)
        if label:
            runs.append((label[0], [Line(label[1], line.bold, line.ends)] if label[1] else []))
        elif runs and (runs[-1][0] is not Kind.KEYWORD or _runs_on(runs[-1][1])):
            runs[-1][1].append(line)
        else:
            runs.append((kind, [line]))
    return runs


def _runs_on(lines: list[Line]) -> bool:
    return bool(lines) and lines[-1].text.endswith(",")
