"""The strict parser: one object out of what a model wrote, or a reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from mockinterview.llm.chat import Schema

LONGEST: Final = 1_000_000
"""Characters that are looked at; an honest reply has a few thousand."""
MOST_STARTS: Final = 200
"""Opening braces that are tried; nested garbage must not cost quadratic time."""

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class Unreadable(Exception):
    """No single object could be read; the text says why, for the next attempt."""


def parse_object(text: str, schema: Schema) -> Mapping[str, Any]:
    """The one object with the schema's keys. Prose and a code fence around it are borne; two objects that
    differ are not, since one of them may be a copy of what a candidate wrote."""
    found = [item for item in _objects(_THOUGHT.sub("", text[:LONGEST])) if schema.required <= item.keys()]
    if not found:
        raise Unreadable("no JSON object with the keys " + ", ".join(sorted(schema.required)))
    if any(item != found[0] for item in found[1:]):
        raise Unreadable("more than one JSON object")
    return found[0]


def salvage(text: str, schema: Schema) -> Mapping[str, Any]:
    """The finished items of the schema's main list, out of a reply that broke off; maybe none."""
    key = schema.salvage
    if key is None:
        return {}
    start = re.search(rf'"{re.escape(key)}"\s*:\s*\[', text[:LONGEST])
    items: list[Any] = []
    at = start.end() if start else len(text)
    while (opening := _next_item(text, at)) is not None:
        try:
            item, at = _DECODER.raw_decode(text, opening)
        except (ValueError, RecursionError, Unreadable):
            break
        items.append(item)
    return {key: items}


def _next_item(text: str, at: int) -> int | None:
    hit = re.compile(r"[\s,]*(?=\{)").match(text, at)
    return hit.end() if hit else None


def _objects(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    at = text.find("{")
    for _ in range(MOST_STARTS):
        if at < 0:
            break
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found.append(value)
        at = text.find("{", end)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key said twice is two replies in one."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Unreadable("a key is given twice")
    return made


# NaN and Infinity are no JSON: they become "not said" instead of a number that spreads.
_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=lambda _: None, strict=False)
