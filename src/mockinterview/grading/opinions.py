"""What a grading reply must look like, and how much of it is believed: verdicts and words, never a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mockinterview.domain.grade import Verdict
from mockinterview.llm import Schema

MENU: Final = (Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSING, Verdict.CONTRADICTED)
MOST_CLAIMS: Final = 12


@dataclass(frozen=True, slots=True)
class Opinion:
    verdict: Verdict
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    quote: str
    truth: str
    misconception: str


def grade_schema(point_ids: Iterable[str]) -> Schema:
    points = {"type": "array", "items": _object(_opinion_fields(point_ids))}
    text = {"type": "string"}
    claims = {"type": "array", "items": _object({"quote": text, "truth": text, "misconception": text})}
    return Schema("grade", _object({"points": points, "false_claims": claims}), salvage="points")


def recheck_schema(point_ids: Iterable[str]) -> Schema:
    points = {"type": "array", "items": _object(_opinion_fields(point_ids))}
    return Schema("second_look", _object({"points": points}), salvage="points")


def read_opinions(data: Mapping[str, Any], point_ids: Iterable[str]) -> dict[str, Opinion]:
    """By point; whoever is missing here, named twice with different verdicts or off the menu has no opinion."""
    wanted, found, twice = set(point_ids), dict[str, Opinion](), set[str]()
    for item in _items(data.get("points")):
        name, opinion = item.get("id"), _opinion(item)
        if not isinstance(name, str) or name.strip() not in wanted or opinion is None:
            continue
        name = name.strip()
        if name in found and found[name].verdict is not opinion.verdict:
            twice.add(name)
        found.setdefault(name, opinion)
    return {name: opinion for name, opinion in found.items() if name not in twice}


def read_claims(data: Mapping[str, Any]) -> list[Claim]:
    return [
        Claim(_text(item.get("quote")), _text(item.get("truth")), _text(item.get("misconception")).strip())
        for item in _items(data.get("false_claims"))[:MOST_CLAIMS]
    ]


def _opinion(item: Mapping[str, Any]) -> Opinion | None:
    verdict = item.get("verdict")
    menu = {choice.value: choice for choice in MENU}
    chosen = menu.get(verdict.strip().lower()) if isinstance(verdict, str) else None
    return Opinion(chosen, _text(item.get("quote")), _text(item.get("why"))) if chosen else None


def _opinion_fields(point_ids: Iterable[str]) -> dict[str, Any]:
    return {
        "id": {"type": "string", "enum": list(point_ids)},
        "quote": {"type": "string"},
        "why": {"type": "string"},
        # After the words, so that a model that writes from left to right judges what it has quoted.
        "verdict": {"type": "string", "enum": [verdict.value for verdict in MENU]},
    }


def _object(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
