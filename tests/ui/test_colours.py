"""WCAG AA, computed from the style sheet itself, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mockinterview.ui

ASSETS = Path(mockinterview.ui.__file__).parent / "assets"
TOKENS = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("tokens.css", "lab.css"))
TEXT_ON = [
    ("ink", "bg"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "accent-soft"),
    ("ink", "hover"),
    ("ink", "good-mark"),
    ("ink", "half-mark"),
    ("ink", "bad-mark"),
    ("ink", "bad-soft"),
    ("ink-2", "bg"),
    ("ink-2", "surface"),
    ("ink-2", "hover"),
    ("ink-2", "accent-soft"),
    ("ink-2", "bad-soft"),
    ("accent", "bg"),
    ("accent", "surface"),
    ("accent", "accent-soft"),
    ("good", "surface"),
    ("good", "good-soft"),
    ("half", "surface"),
    ("half", "half-soft"),
    ("none", "surface"),
    ("none", "none-soft"),
    ("bad", "surface"),
    ("bad", "bad-soft"),
    ("bad", "bg"),
    ("on-accent", "accent-strong"),
]
EDGES_ON = [
    ("edge", "bg"),
    ("edge", "surface"),
    ("accent", "bg"),
    ("accent", "surface"),
    *((f"series-{number}", "surface") for number in (1, 2, 3, 4)),
]


def tokens(theme: str) -> dict[str, str]:
    blocks = re.findall(r"(:root|\.dark) \{(.*?)\}", TOKENS, re.DOTALL)
    found: dict[str, str] = {}
    for selector, body in blocks:
        if selector == ":root" or theme == "dark":
            found |= dict(re.findall(r"--mi-([\w-]+): (#[0-9a-f]{6})", body))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON)
def test_edges_of_controls_can_be_seen(theme: str, edge: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[edge], colours[ground]) >= 3.0
