"""Keys never reach a screen, a log or a traceback, also when a stranger's error text repeats them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

MASK = "***"
LONGEST_DETAIL = 200

_SHAPES = (
    re.compile(r"(?i)\b(?:sk|gsk|xai|pk|rk|hf|key)[-_][\w*.\-]{6,}"),
    re.compile(r"\bAIza[\w-]{10,}"),
    re.compile(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"),
    re.compile(r"(?i)(?<=\bbearer )\s*[^\s\"',;]+"),
    re.compile(r"(?i)(?<=\bbasic )\s*[A-Za-z0-9+/=]{8,}"),
    re.compile(
        r"(?i)((?:api[-_ ]?key|authorization|token|secret|password)[\"']?\s*[:=]\s*[\"']?)(?!bearer\b|basic\b)[^\s\"',;}]+"
    ),
    re.compile(r"(?<=://)[^/\s@]+(?=@)"),
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    for secret in secrets:
        if len(secret) >= 4:
            for form in {secret, quote(secret, safe=""), repr(secret)[1:-1]}:
                text = text.replace(form, MASK)
    for shape in _SHAPES:
        text = shape.sub(lambda hit: (hit.group(1) if hit.re.groups else "") + MASK, text)
    return text


def detail(text: str, secrets: Iterable[str] = ()) -> str:
    """One short harmless line out of whatever a server wrote."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[:5000])
    line = " ".join(redact(visible, secrets).split())
    return line if len(line) <= LONGEST_DETAIL else line[: LONGEST_DETAIL - 1] + "…"


def scrub(error: BaseException, secrets: Iterable[str] = ()) -> None:
    """Redacts the texts inside a foreign error in place: it stays chained as the cause and may be printed."""
    known = tuple(secrets)
    for link in chain(error):
        link.args = tuple(redact(a, known) if isinstance(a, str) else a for a in link.args)
        for name in ("message", "body"):
            value = getattr(link, name, None)
            if isinstance(value, str):
                setattr(link, name, redact(value, known))
            elif isinstance(value, dict):
                setattr(
                    link, name, {k: redact(v, known) if isinstance(v, str) else v for k, v in value.items()}
                )


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error, its cause, the cause of that …"""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
