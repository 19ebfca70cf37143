from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mockinterview.ui.present.html import Html, el, join, text
from tests.ui.reading import read, words

ANYTHING = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))


@given(ANYTHING)
def test_whatever_is_said_comes_out_as_text_and_never_as_markup(said: str) -> None:
    page = el("p", said, title=said)
    elements = read(page).elements
    assert [element.tag for element in elements] == ["p"]
    assert elements[0].text == said
    assert elements[0].attributes == {"title": said}


@given(st.text())
def test_what_is_made_can_always_be_sent(said: str) -> None:
    text(said).encode("utf-8")


def test_finished_markup_is_not_escaped_twice() -> None:
    assert el("p", join([text("a<b"), Html("<b>x</b>"), None])) == "<p>a&lt;b<b>x</b></p>"


def test_attributes_that_are_off_vanish() -> None:
    assert el("details", open=False, hidden=None, data_x=0) == '<details data-x="0"></details>'
    assert el("details", open=True) == "<details open></details>"


def test_words_are_read_back() -> None:
    assert words(el("p", "a", el("b", "<i>"))) == "a<i>"
