"""Speech without its 음, 어, 그, 이제: taken out before matching, never out of the evidence shown."""

from __future__ import annotations

import re

_FILLER = re.compile(
    r"(?:(?<=\s)|^)(?:음+|어+|그+|에+|아|이제|인제|약간|뭐랄까|뭐지|뭐|그니까|그러니까|저기|막|좀|이렇게|이런|그런|um+|uh+|you know)(?=[\s,.…~])[,.…~]*\s*",
    re.IGNORECASE,
)


def without_fillers(text: str) -> str:
    """Twice, since the blank between two fillers can only close one of them at a time."""
    bare = " ".join(_FILLER.sub(" ", _FILLER.sub(" ", text)).split())
    return bare or text
