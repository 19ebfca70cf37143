"""The shapes that coaching asks an LLM for, and a rubric made out of what came back."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from mockinterview.domain.base import Language
from mockinterview.domain.rubric import Question
from mockinterview.llm import Schema
from mockinterview.prompts import tame

MOST_POINTS: Final = 8
LONGEST: Final = 600

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def _object(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_POINT = _object(
    id=_TEXT,
    says=_TEXT,
    keywords={"type": "array", "items": _TEXTS},
    phrasings=_TEXTS,
    counters=_TEXTS,
    weight={"type": "number"},
)
FOLLOW_UP: Final = Schema("follow_up", _object(question=_TEXT, because=_TEXT))
IDEAS: Final = Schema("phrasing_ideas", _object(phrasings=_TEXTS, counters=_TEXTS, keywords=_TEXTS))
DRAFT: Final = Schema(
    "rubric_draft",
    _object(
        question=_TEXT,
        points={"type": "array", "items": _POINT},
        misconceptions={"type": "array", "items": _object(id=_TEXT, says=_TEXT, why=_TEXT)},
        model_answer=_TEXT,
        doubts=_TEXTS,
    ),
)


def draft_of(data: Mapping[str, Any], question_id: str, language: Language) -> Question:
    """Raises ValueError when a point or the question lacks its text."""
    used: set[str] = set()
    points = [_point(item, used) for item in _dicts(data.get("points"))[:MOST_POINTS]]
    misconceptions = [
        {"id": slug(item.get("id"), used), "says": _line(item, "says"), "why": _line(item, "why")}
        for item in _dicts(data.get("misconceptions"))[:3]
    ]
    return Question.model_validate(
        {
            "id": question_id,
            "question": {language: _line(data, "question")},
            "points": points,
            "misconceptions": [item for item in misconceptions if item["says"] and item["why"]],
            "model_answer": tame(data.get("model_answer"), 2000),
        }
    )


def slug(value: Any, used: set[str]) -> str:
    """A usable id in any case, different from those before."""
    plain = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:60] if isinstance(value, str) else ""
    base = plain.strip("-") or "point"
    name = next(n for n in (base, *(f"{base}-{i}" for i in range(2, 100))) if n not in used)
    used.add(name)
    return name


def texts(value: Any, most: int) -> tuple[str, ...]:
    lines = [tame(item, LONGEST) for item in value] if isinstance(value, list) else []
    return tuple(dict.fromkeys(line for line in lines if line))[:most]


def _point(item: Mapping[str, Any], used: set[str]) -> dict[str, Any]:
    groups = item.get("keywords")
    keywords = [texts(group, 8) for group in groups] if isinstance(groups, list) else []
    return {
        "id": slug(item.get("id"), used),
        "says": _line(item, "says"),
        "keywords": [group for group in keywords if group][:6],
        "phrasings": texts(item.get("phrasings"), 6),
        "counters": texts(item.get("counters"), 4),
        "weight": _weight(item.get("weight")),
        "source": "llm-draft",
    }


def _weight(value: Any) -> float:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return min(3.0, max(1.0, float(value))) if usable else 1.0


def _line(item: Mapping[str, Any], key: str) -> str:
    return tame(item.get(key), LONGEST)


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
