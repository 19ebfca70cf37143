"""What a validator says, in words that a rubric's author can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from mockinterview.rubric_store.yaml_text import Loc

_SAYINGS: dict[str, tuple[str, str]] = {
    "missing": ("꼭 있어야 하는 키가 없습니다.", "this key is required."),
    "extra_forbidden": ("모르는 키입니다. 철자를 확인하세요.", "unknown key; check its spelling."),
    "string_type": ("글(문자열)이어야 합니다. 따옴표로 감싸 보세요.", "must be a text; try quoting it."),
    "string_too_short": ("비어 있으면 안 됩니다.", "must not be empty."),
    "string_too_long": ("너무 깁니다.", "is too long."),
    "string_pattern_mismatch": (
        "영문 소문자, 숫자, '-'(id는 '.'도)만 쓸 수 있습니다.",
        "only lower-case letters, digits and '-' (ids also '.') are allowed.",
    ),
    "too_short": ("하나 이상 있어야 합니다.", "needs at least one item."),
    "too_long": ("너무 많습니다.", "has too many items."),
    "tuple_type": ("목록이어야 합니다.", "must be a list."),
    "float_parsing": ("숫자여야 합니다.", "must be a number."),
    "float_type": ("숫자여야 합니다.", "must be a number."),
    "int_parsing": ("정수여야 합니다.", "must be a whole number."),
    "int_type": ("정수여야 합니다.", "must be a whole number."),
    "model_type": ("'키: 값' 묶음이어야 합니다.", "must be a mapping of keys to values."),
    "model_attributes_type": ("'키: 값' 묶음이어야 합니다.", "must be a mapping of keys to values."),
}


def complaints(error: ValidationError) -> Iterator[tuple[Loc, str, str]]:
    """(location, Korean, English) for everything the validator found."""
    items = error.errors(include_url=False)
    for item in items:
        kind = str(item["type"])
        if kind == "too_short" and any(_inside(other["loc"], item["loc"]) for other in items):
            continue  # the validator left the damaged items out and then missed them
        if kind == "literal_error":
            expected = str(item.get("ctx", {}).get("expected", ""))
            yield item["loc"], f"{expected} 가운데 하나여야 합니다.", f"must be one of {expected}."
        elif kind == "value_error":
            yield item["loc"], *_value_error(item)
        else:
            message = str(item["msg"])
            yield item["loc"], *_SAYINGS.get(kind, (message, message))


def _inside(inner: Loc, outer: Loc) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


_VALUE_SAYINGS = {
    "must not be empty": "비어 있으면 안 됩니다.",
    "must be a finite number above 0": "0보다 큰 유한한 수여야 합니다.",
}


def _value_error(item: Any) -> tuple[str, str]:
    message = str(item["msg"]).removeprefix("Value error, ")
    korean = _VALUE_SAYINGS.get(message)
    if korean is None:
        korean = message.replace("duplicate id", "id가 두 번 쓰였습니다:").replace("no point", "없는 요점")
    return korean, message
