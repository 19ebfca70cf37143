"""The questions of one document, with what it says about each and which follows up on which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mockinterview.importer.blocks import Item, Listing, Prose, Quote
from mockinterview.importer.claims import Claim, listing_claims
from mockinterview.importer.gathering import Gathered, is_question_list
from mockinterview.importer.names import (
    Kind,
    is_container,
    is_plain_part,
    is_silent,
    part_kind,
    without_number,
)
from mockinterview.importer.note_files import NoteFile
from mockinterview.importer.outline import Outline, Section
from mockinterview.importer.wording import is_question, plain

_MAX_WORDING = 300


class Origin(StrEnum):
    CHECKLIST = "checklist"
    HEADING = "heading"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Found:
    """A question as one document asks it."""

    doc: str
    wording: str
    heading: str
    """As written; the anchor of its sources."""
    line: int
    origin: Origin
    topic: str = ""
    parent: int | None = None
    """Place, among the document's questions, of the one it follows up on."""
    claims: tuple[Claim, ...] = ()
    """What becomes points."""
    statements: tuple[Claim, ...] = ()
    """Everything said, rows of tables included."""
    keywords: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    file: NoteFile
    title: str
    found: tuple[Found, ...]
    keyword_lines: int
    filled_keyword_lines: int
    interview_points: int
    struck: int
    images: int
    unclosed_fences: tuple[int, ...]


def read_questions(outline: Outline) -> Reading:
    reader = _Reader(outline)
    reader.visit(outline.root, "", None)
    document = outline.document
    return Reading(
        file=outline.file,
        title=outline.title,
        found=tuple(reader.found),
        keyword_lines=reader.keyword_lines,
        filled_keyword_lines=reader.filled_keyword_lines,
        interview_points=reader.interview_points,
        struck=document.struck,
        images=document.images,
        unclosed_fences=document.unclosed_fences,
    )


@dataclass(slots=True)
class _Reader:
    outline: Outline
    found: list[Found] = field(default_factory=list)
    keyword_lines: int = 0
    filled_keyword_lines: int = 0
    interview_points: int = 0
    _listed: set[str] = field(init=False)
    """Wordings of the checklist."""

    def __post_init__(self) -> None:
        self._listed = {plain(item.head) for item in _checkboxes(self.outline.root)}

    def visit(self, section: Section, topic: str, parent: int | None, above: str = "") -> None:
        """`topic` and `parent` are those of the enclosing section, `above` its heading."""
        parts = [inner for inner in section.sections if self._is_part(inner, section)]
        gathered = Gathered()
        if not is_silent(section.title):
            gathered.take(section.blocks)
        for part in parts:
            gathered.take_part(part)
        self._count(gathered)
        asked = None
        if self._asks(section, gathered):
            asked = self._add(section, gathered, topic, parent, above)
        elif section.title and not is_container(section.title):
            topic = section.title
        for listing in gathered.questions:
            self._questions(listing, topic, None if gathered.claims else asked)
        for inner in section.sections:
            if inner not in parts:
                self.visit(inner, topic, asked, section.title)

    def _is_part(self, inner: Section, outer: Section) -> bool:
        if not outer.title or is_container(outer.title):
            return False
        if is_plain_part(inner.title) or _is_leaf_part(inner):
            return True
        if any(_is_leaf_part(section) for section in outer.sections):
            return True
        return plain(outer.title) in self._listed and plain(inner.title) not in self._listed

    def _asks(self, section: Section, gathered: Gathered) -> bool:
        if not section.title or is_container(section.title) or is_silent(section.title):
            return False
        if is_question(section.title) or plain(section.title) in self._listed:
            return True
        return gathered.has_content and not self._is_document_title(section)

    def _is_document_title(self, section: Section) -> bool:
        """The one heading above all others, with at most a paragraph of introduction."""
        return (
            section.title == self.outline.title
            and self.outline.root.sections == [section]
            and all(isinstance(block, Prose | Quote) for block in section.blocks)
        )

    def _add(self, section: Section, gathered: Gathered, topic: str, parent: int | None, above: str) -> int:
        wording = without_number(section.title) or section.title
        if is_plain_part(wording) and above:
            wording = f"{without_number(above)}: {wording}"
        return self._keep(
            Found(
                doc=self.outline.file.doc,
                wording=_cut(wording),
                heading=_cut(section.title),
                line=section.line,
                origin=Origin.HEADING,
                topic=topic,
                parent=parent,
                claims=tuple(gathered.said),
                statements=(*gathered.claims, *gathered.rows),
                keywords=tuple(dict.fromkeys(gathered.keywords)),
                answer=" ".join(gathered.answer),
            )
        )

    def _questions(self, listing: Listing, topic: str, parent: int | None) -> None:
        for item in listing.items:
            wording = without_number(item.head)
            if not wording or not plain(wording):
                continue
            nested = [block for block in item.blocks if isinstance(block, Listing)]
            answers = [block for block in nested if not is_question_list(block)]
            claims = tuple(claim for block in answers for claim in listing_claims(block, Kind.BODY))
            place = self._keep(
                Found(
                    doc=self.outline.file.doc,
                    wording=_cut(wording),
                    heading=_cut(wording),
                    line=item.line,
                    origin=Origin.CHECKLIST if item.checkbox else Origin.BULLET,
                    topic=topic,
                    parent=parent,
                    claims=claims,
                    statements=claims,
                )
            )
            for block in nested:
                if is_question_list(block):
                    self._questions(block, topic, place)

    def _keep(self, found: Found) -> int:
        self.found.append(found)
        return len(self.found) - 1

    def _count(self, gathered: Gathered) -> None:
        self.keyword_lines += gathered.keyword_lines
        self.filled_keyword_lines += gathered.filled_keyword_lines
        self.interview_points += sum(claim.kind is Kind.POINT for claim in gathered.claims)


def _is_leaf_part(section: Section) -> bool:
    """`면접 포인트`, `한 줄 정의` …: with text of its own and nothing below it."""
    return part_kind(section.title) is not None and bool(section.blocks) and not section.sections


def _checkboxes(section: Section) -> Iterator[Item]:
    for block in section.blocks:
        if isinstance(block, Listing):
            yield from _boxes_of(block)
    for inner in section.sections:
        yield from _checkboxes(inner)


def _boxes_of(listing: Listing) -> Iterator[Item]:
    for item in listing.items:
        if item.checkbox:
            yield item
        for block in item.blocks:
            if isinstance(block, Listing):
                yield from _boxes_of(block)


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_WORDING else text[: _MAX_WORDING - 1].rstrip() + "…"
