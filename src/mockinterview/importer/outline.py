"""A document as nested sections, under the title it gives itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mockinterview.errors import RubricError
from mockinterview.importer.blocks import Block, Document, Heading, parse_markdown
from mockinterview.importer.note_files import NoteFile
from mockinterview.rubric_store.yaml_text import parse_yaml

_MAX_FRONT_MATTER = 200
_FIRST_KEY = re.compile(r"[\w-]+[ \t]*:")


@dataclass(slots=True)
class Section:
    title: str
    """The heading as written; empty for what stands above the first one."""
    level: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    file: NoteFile
    title: str
    """Of the whole document, or empty."""
    root: Section
    document: Document


def read_outline(file: NoteFile) -> Outline:
    title, body = _front_matter(file.text)
    document = parse_markdown(body)
    root = _nest(document.blocks)
    if not title and len(root.sections) == 1 and root.sections[0].sections:
        title = root.sections[0].title
    return Outline(file, title, root, document)


def _front_matter(text: str) -> tuple[str, str]:
    """The title that a blog post's header gives, and the text with the header's lines left blank."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", text
    ends = (i for i in range(1, min(len(lines), _MAX_FRONT_MATTER)) if lines[i].rstrip() in ("---", "..."))
    end = next(ends, 0)
    inside = [line for line in lines[1:end] if line.strip() and not line.lstrip().startswith("#")]
    if not inside or not _FIRST_KEY.match(inside[0]):
        return "", text
    return _title("\n".join(lines[1:end])), "\n".join([""] * (end + 1) + lines[end + 1 :])


def _title(header: str) -> str:
    """A header that is not quite YAML (blogs forgive more than YAML does) is no reason to refuse the notes."""
    try:
        data = parse_yaml(Path("front matter"), header).data
    except RubricError:
        return ""
    title = data.get("title") if isinstance(data, dict) else None
    return " ".join(str(title).split()) if title else ""


def _nest(blocks: Sequence[Block]) -> Section:
    root = Section("", 0, 0)
    path = [root]
    withdrawn: int | None = None
    for block in blocks:
        if not isinstance(block, Heading):
            if withdrawn is None:
                path[-1].blocks.append(block)
            continue
        if withdrawn is not None and block.level > withdrawn:
            continue
        withdrawn = block.level if block.withdrawn else None
        if block.text:
            while path[-1].level >= block.level:
                path.pop()
            section = Section(block.text, block.level, block.line)
            path[-1].sections.append(section)
            path.append(section)
    return root
