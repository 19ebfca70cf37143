"""Small lines that have to be right: counts, names of documents, languages."""

from __future__ import annotations

import re

import pytest

from mockinterview.delivery import analyse
from mockinterview.domain.answer import Answer, Channel
from mockinterview.domain.base import Language
from mockinterview.domain.delivery import Aspect
from mockinterview.interview import Plan, PlanKind, begin
from mockinterview.ui.present.card import CardContent, feedback_card
from mockinterview.ui.present.delivery import delivery_section
from mockinterview.ui.present.html import Html
from mockinterview.ui.present.room import stage as staged
from mockinterview.ui.texts import Words
from tests.interview.stage_set import BANK, RELU, Stage
from tests.ui.grades import QUESTION, grade, turn
from tests.ui.reading import found, words


def test_the_fillers_that_are_listed_add_up_to_their_number() -> None:
    said = Answer(text="음 음 어 어 그니까 뭐랄까 뭐지 음 평균이에요", channel=Channel.SPOKEN)
    delivery = analyse(said, "ko")
    line = next(item.line for item in delivery.advice if item.aspect is Aspect.FILLERS)
    count, *listed = map(int, re.findall(r"(\d+)번", line.ko))
    assert len(delivery.filler_counts()) > 3
    assert count == len(delivery.fillers) == sum(listed)
    assert "그 밖에" in line.ko
    assert sum(map(int, re.findall(r"×(\d+)", line.en))) == count


def test_one_of_something_is_no_plural_in_english() -> None:
    delivery = analyse(Answer(text="Um, it is the mean.", channel=Channel.SPOKEN), "en")
    assert len(delivery.fillers) == 1
    shown = words(delivery_section(delivery, Words("en")) or "")
    assert "filler words: 1" in shown
    assert "1 filler words" not in shown


@pytest.mark.parametrize(("language", "line"), [("ko", "공부 자료 ‘001’"), ("en", "study notes “001”")])
def test_an_erratum_names_its_document_in_words(language: Language, line: str) -> None:
    card = feedback_card(CardContent(turn(grade()), QUESTION), Words(language))
    assert line in found(card, ".mi-errata-list")[0].text


@pytest.mark.parametrize(("begun", "page"), [("ko", "en"), ("en", "ko")])
def test_an_interview_begun_in_another_language_says_that_it_keeps_to_it(
    begun: Language, page: Language
) -> None:
    scene = Stage(BANK).scene()
    session = begin(Plan.of(PlanKind.SINGLE, [RELU.id]), scene, session_id="s", language=begun)
    note = Words(page)("stage.begun_in_other")
    shown = staged(session, Words(page), Html(""))
    assert note in words(shown)
    assert [element.attributes["lang"] for element in found(shown, "h1")] == [begun]
    assert note not in words(staged(session, Words(begun), Html("")))
