"""An answer without words has no grade: the page says so in a sentence, and offers nothing that would fail again."""

from __future__ import annotations

import pytest

from mockinterview.coaching.flag_phrases import FLAGGED
from mockinterview.domain.grade import Flag
from mockinterview.grading.gates import no_words_reason
from mockinterview.ui.present.card import CardContent, feedback_card
from mockinterview.ui.room import _ungraded
from mockinterview.ui.texts import Words
from tests.ui.grades import QUESTION, turn, ungraded
from tests.ui.reading import words


@pytest.mark.parametrize(("language", "told"), [("ko", "읽을 수 있는 말이 없어"), ("en", "no words to read")])
def test_the_reason_is_a_sentence(language, told) -> None:
    given = ungraded("empty").model_copy(
        update={"reason": no_words_reason("🙂", language), "flags": (Flag.EMPTY,), "language": language}
    )
    shown = words(feedback_card(CardContent(turn(given), QUESTION), Words(language)))
    assert told in shown
    assert "no_words" not in shown
    assert "비어 있" not in shown


def test_grading_again_is_offered_only_where_it_can_help() -> None:
    assert _ungraded(turn(ungraded("unreachable")))
    assert not _ungraded(turn(ungraded("empty").model_copy(update={"flags": (Flag.EMPTY,)})))


def test_nobody_who_typed_something_is_told_that_the_answer_was_left_blank() -> None:
    told, _ = FLAGGED[Flag.DONT_KNOW]
    assert not any("비워" in line for line in told["ko"])
