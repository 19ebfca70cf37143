"""Text addressed to the grader instead of the interviewer."""

from __future__ import annotations

import re

_PATTERN = re.compile(r"ignore (?:all |the )?previous|이전 지시|100점을? 줘|만점을? 줘", re.IGNORECASE)


def find_instructions(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PATTERN.finditer(text)]
