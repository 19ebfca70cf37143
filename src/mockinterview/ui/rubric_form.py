"""A rubric point as the fields of a form, and back as the smallest change to the user's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mockinterview.domain.rubric import Point


@dataclass(frozen=True, slots=True)
class PointFields:
    """What stands in the form, in the order of its fields."""

    id: str = ""
    says: str = ""
    keywords: str = ""
    """One group a line, its spellings separated by commas."""
    phrasings: str = ""
    counters: str = ""
    weight: float = 1.0
    hint: str = ""

    @classmethod
    def of(cls, point: Point) -> PointFields:
        return cls(
            id=point.id,
            says=point.says,
            keywords="\n".join(", ".join(_quoted(word) for word in group) for group in point.keywords),
            phrasings="\n".join(point.phrasings),
            counters="\n".join(point.counters),
            weight=point.weight,
            hint=point.hint,
        )

    def patch(self, before: Point | None) -> dict[str, Any]:
        """Only the keys that changed; a new point has them all."""
        written: dict[str, Any] = {
            "says": self.says.strip(),
            "keywords": keyword_groups(self.keywords),
            "phrasings": _lines(self.phrasings),
            "counters": _lines(self.counters),
            "weight": _number(self.weight),
            "hint": self.hint.strip(),
        }
        if before is None:
            return {"id": self.id.strip(), **{key: value for key, value in written.items() if value}}
        was = PointFields.of(before).patch(None)
        return {"id": before.id, **{key: v for key, v in written.items() if v != was.get(key, _EMPTY[key])}}


_EMPTY: dict[str, Any] = {
    "says": "",
    "keywords": [],
    "phrasings": [],
    "counters": [],
    "weight": 1,
    "hint": "",
}


def keyword_groups(text: str) -> list[list[str]]:
    """A comma inside a spelling (`max(0, x)`) is kept by quoting the spelling."""
    return [group for line in text.splitlines() if (group := _spellings(line))]


def _spellings(line: str) -> list[str]:
    found, word, quoted = [], "", False
    for char in line:
        if char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            found.append(word)
            word = ""
        else:
            word += char
    return [spelling for part in (*found, word) if (spelling := part.strip())]


def _quoted(word: str) -> str:
    return f'"{word}"' if "," in word else word


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)
