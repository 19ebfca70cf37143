"""Values as JSON text that any database takes, and that comes back exactly as it went in.

A candidate's text may hold half an emoji (a lone surrogate), which no UTF-8 column takes, so such halves are written
as escapes, as JSON already does with NUL. All other characters stand as themselves: the rows stay readable. Because
of that an escaped half never belongs to its neighbour, and reading must not join two of them into one character
(the evidence of a grade points into the text by position).
"""

from __future__ import annotations

import json
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:u(d[89a-f][0-9a-f]{2})|.)")


def encode(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def decode(text: str) -> Any:
    if r"\ud" in text:
        text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[0], text)
    return json.loads(text)
