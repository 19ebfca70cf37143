from __future__ import annotations

import re
from pathlib import Path

import pytest

import mockinterview.ui
from mockinterview.ui.texts import TEXTS, Words

FOLDER = Path(mockinterview.ui.__file__).parent
PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_something_and_take_the_same_values(key: str) -> None:
    ko, en = TEXTS[key]
    assert ko.strip()
    assert en.strip()
    assert set(PLACE.findall(ko)) == set(PLACE.findall(en))


def test_english_words_are_english() -> None:
    korean = [
        key for key, (_, en) in TEXTS.items() if re.search("[가-힣]", en) and key != "app.other_language"
    ]
    assert korean == ["app.other_language_hint"]


def test_every_word_that_is_asked_for_exists_and_none_is_left_over() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py") if path.parent.name != "texts"
    )
    asked = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)+)["']""", source))
    built = (
        "plan.",
        "level.",
        "verdict.",
        "erratum.",
        "flag.",
        "note.",
        "part.",
        "state.",
        "card.level.",
        "card.confidence.",
        "card.grader.",
        "rubric.layer.",
        "delivery.pace.",
        "toast.",
        "lab.difficulty.",
        "lab.verdict.",
        "lab.mark.",
        "lab.level.",
    )
    left_over = {key for key in TEXTS if key not in asked and not key.startswith(built)}
    assert left_over == set()
    wanted = set(re.findall(r'words\(\s*"([a-z_.]+)"', source))
    assert wanted <= set(TEXTS)


def test_words_fill_in_values() -> None:
    assert Words("ko")("bar.of", done=1, all=3) == "1 / 3"
    assert Words("en").pick("가", "a") == "a"
