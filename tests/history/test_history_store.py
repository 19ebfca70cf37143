"""What goes in comes out, for its own profile only."""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from history_samples import AWKWARD, START, WHY_RELU, after, grade, session, submission, turn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockinterview.domain.feedback import Feedback
from mockinterview.errors import EditConflict, HistoryError, NotFound
from mockinterview.history import Card, TurnFilter
from mockinterview.history.json_text import decode, encode
from mockinterview.history.store import HistoryStore

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=40) | st.just(AWKWARD)


class TestTurns:
    def test_a_turn_comes_back_exactly(self, any_store: HistoryStore) -> None:
        kept = turn(text=AWKWARD, grade=grade(72.5, AWKWARD))
        any_store.add_turn("local", kept)
        assert any_store.turn("local", "t1") == kept
        assert any_store.turns("local") == (kept,)

    def test_it_is_there_after_closing(self, file: Path) -> None:
        with HistoryStore.open(file) as store:
            store.add_turn("local", turn())
        with HistoryStore.open(file) as store:
            assert store.turns("local") == (turn(),)

    def test_the_newest_comes_first_and_of_one_moment_the_one_kept_last(
        self, any_store: HistoryStore
    ) -> None:
        for name, at in (("a", 10), ("b", 30), ("c", 20), ("d", 20)):
            any_store.add_turn("local", turn(name, at=at))
        assert [item.id for item in any_store.turns("local")] == ["b", "d", "c", "a"]
        assert [item.id for item in any_store.turns("local", limit=2)] == ["b", "d"]

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (TurnFilter(session="s2"), ["c"]),
            (TurnFilter(question="dl.other"), ["b"]),
            (TurnFilter(graded=True), ["c", "a"]),
            (TurnFilter(graded=False), ["d", "b"]),
            (TurnFilter(since=after(160)), ["d", "c"]),
            (TurnFilter(until=after(160)), ["b", "a"]),
            (TurnFilter(session="s1", graded=True, until=after(100)), ["a"]),
            (TurnFilter(session="nowhere"), []),
        ],
    )
    def test_filters_hold_together(
        self, any_store: HistoryStore, wanted: TurnFilter, found: list[str]
    ) -> None:
        any_store.add_turn("local", turn("a", at=0, grade=grade()))
        any_store.add_turn("local", turn("b", at=50, question="dl.other"))
        any_store.add_turn("local", turn("c", at=100, session="s2", grade=grade(0.0)))
        any_store.add_turn("local", turn("d", at=150, grade=grade(None)))
        assert [item.id for item in any_store.turns("local", wanted)] == found

    def test_another_profile_sees_nothing_of_it(self, any_store: HistoryStore) -> None:
        any_store.add_turn("one", turn("t1", "내 답"))
        any_store.add_turn("two", turn("t1", "남의 답"))
        assert [item.answer.text for item in any_store.turns("one") if item.answer] == ["내 답"]
        any_store.replace_grade("one", "t1", grade(10.0), START)
        assert any_store.turn("two", "t1").grade is None
        with pytest.raises(NotFound):
            any_store.turn("three", "t1")

    def test_keeping_the_same_turn_twice_is_harmless_and_another_under_its_id_refused(
        self, any_store: HistoryStore
    ) -> None:
        any_store.add_turn("local", turn())
        any_store.add_turn("local", turn())
        with pytest.raises(HistoryError, match="t1"):
            any_store.add_turn("local", turn(text="다른 답"))
        assert any_store.turns("local") == (turn(),)

    def test_a_turn_is_found_by_the_beginning_of_its_id(self, any_store: HistoryStore) -> None:
        for name in ("abc1", "abd2", "ab"):
            any_store.add_turn("local", turn(name))
        assert any_store.turn("local", "abd").id == "abd2"
        assert any_store.turn("local", "ab").id == "ab"
        for ambiguous_or_unknown in ("a", "", "abx", "%", "\ud800"):
            with pytest.raises((NotFound, HistoryError)):
                any_store.turn("local", ambiguous_or_unknown)

    def test_an_unknown_id_names_the_nearest(self, any_store: HistoryStore) -> None:
        any_store.add_turn("local", turn("turn-0001"))
        with pytest.raises(NotFound, match="turn-0001"):
            any_store.turn("local", "turn-0002")

    def test_one_unreadable_turn_does_not_hide_the_others(
        self, store: HistoryStore, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        for name in ("good", "newer", "broken"):
            store.add_turn("local", turn(name))
        with sqlite3.connect(file) as raw:
            raw.execute("UPDATE turns SET body = json_set(body, '$.unheard_of', 1) WHERE id = 'newer'")
            raw.execute("UPDATE turns SET body = '{' WHERE id = 'broken'")
        raw.close()
        with caplog.at_level(logging.WARNING):
            assert [item.id for item in store.turns("local")] == ["good"]
        assert "newer" in caplog.text
        with pytest.raises(HistoryError, match="newer"):
            store.turn("local", "newer")


class TestRegrading:
    def test_the_old_grade_is_kept(self, any_store: HistoryStore) -> None:
        any_store.add_turn("local", turn(grade=grade(40.0)))
        any_store.replace_grade("local", "t1", grade(None), after(100))
        changed = any_store.replace_grade("local", "t1", grade(90.0), after(200))
        assert changed.grade is not None
        assert changed == any_store.turn("local", "t1")
        assert changed.grade.score == 90.0
        earlier = any_store.earlier_grades("local", "t1")
        assert [(old.grade.score, old.replaced_at) for old in earlier] == [
            (None, after(200)),
            (40.0, after(100)),
        ]

    def test_a_turn_that_had_no_grade_gets_its_first(self, any_store: HistoryStore) -> None:
        any_store.add_turn("local", turn())
        any_store.replace_grade("local", "t1", grade(90.0), START)
        assert any_store.earlier_grades("local", "t1") == ()
        assert any_store.turns("local", TurnFilter(graded=True)) == (turn(grade=grade(90.0)),)

    def test_feedback_can_come_later(self, any_store: HistoryStore) -> None:
        any_store.add_turn("local", turn(grade=grade()))
        any_store.set_feedback("local", "t1", Feedback(gap="빠졌어요"))
        assert any_store.turn("local", "t1").feedback == Feedback(gap="빠졌어요")
        assert any_store.earlier_grades("local", "t1") == ()

    def test_an_unknown_turn_is_named(self, any_store: HistoryStore) -> None:
        with pytest.raises(NotFound, match="t9"):
            any_store.replace_grade("local", "t9", grade(), START)


class TestSessions:
    def test_an_interview_resumes_where_it_was(self, any_store: HistoryStore) -> None:
        kept = replace(session(revision=3, at=5, draft=AWKWARD), state={"said": [AWKWARD, None, 1.5]})
        any_store.begin_session("local", kept)
        assert any_store.session("local", "s1") == kept

    def test_the_half_typed_answer_is_newer_than_the_state(self, any_store: HistoryStore) -> None:
        any_store.begin_session("local", session(revision=3))
        assert any_store.save_draft("local", "s1", "쓰다 만\x00 답", revision=3, now=after(9))
        found = any_store.session("local", "s1")
        assert (found.draft, found.updated_at, found.revision) == ("쓰다 만\x00 답", after(9), 3)

    def test_a_late_draft_does_not_land_under_the_next_question(self, any_store: HistoryStore) -> None:
        any_store.begin_session("local", session(revision=3, draft="답"))
        any_store.save_session("local", session(revision=4))
        assert not any_store.save_draft("local", "s1", "답의 나머지", revision=3, now=START)
        assert any_store.session("local", "s1").draft == ""
        assert not any_store.save_draft("local", "nowhere", "답", revision=0, now=START)

    def test_of_two_tabs_the_slower_one_is_told(self, any_store: HistoryStore) -> None:
        any_store.begin_session("local", session(revision=1))
        first = replace(session(revision=2), state="first")
        any_store.save_session("local", first)
        with pytest.raises(EditConflict):
            any_store.save_session("local", replace(session(revision=2), state="second"))
        with pytest.raises(EditConflict):
            any_store.save_session("local", session(revision=1))
        any_store.save_session("local", first)  # the same step once more: a retry
        assert any_store.session("local", "s1") == first

    def test_the_unfinished_one_that_was_touched_last_comes_first(self, any_store: HistoryStore) -> None:
        any_store.begin_session("local", session("old", at=1))
        any_store.begin_session("local", session("new", at=3))
        any_store.begin_session("local", replace(session("done", at=5), ended_at=after(5)))
        assert [item.id for item in any_store.sessions("local")] == ["done", "new", "old"]
        assert [item.id for item in any_store.sessions("local", unfinished=True, limit=1)] == ["new"]

    def test_another_profile_neither_sees_nor_changes_it(self, any_store: HistoryStore) -> None:
        any_store.begin_session("one", session(revision=5))
        any_store.begin_session("two", session(revision=1))
        assert any_store.session("one", "s1").revision == 5
        assert not any_store.save_draft("three", "s1", "남의 답", revision=5, now=START)
        with pytest.raises(NotFound):
            any_store.session("three", "s1")


class TestCardsAndCode:
    def test_cards_are_replaced_and_listed_by_urgency(self, any_store: HistoryStore) -> None:
        any_store.put_card("local", Card("b", after(100), "{}"), START)
        any_store.put_card("local", Card("a", after(200), "{}"), START)
        any_store.put_card("local", Card("a", after(50), AWKWARD), START)
        assert any_store.cards("local") == (Card("a", after(50), AWKWARD), Card("b", after(100), "{}"))
        assert any_store.cards("local", due_by=after(50)) == (Card("a", after(50), AWKWARD),)
        assert any_store.card("local", "c") is None
        assert any_store.cards("other") == ()
        any_store.remove_card("local", "a")
        assert any_store.card("local", "a") is None

    def test_a_turn_and_its_card_are_kept_together_or_not_at_all(self, any_store: HistoryStore) -> None:
        any_store.add_turn("local", turn(), Card(WHY_RELU, after(9), "{}"))
        any_store.add_turn("local", turn(), Card(WHY_RELU, after(99), "reviewed twice"))
        assert any_store.card("local", WHY_RELU) == Card(WHY_RELU, after(9), "{}")
        with pytest.raises(HistoryError):
            any_store.add_turn("local", turn("t2"), Card("", after(9), "{}"))
        assert [item.id for item in any_store.turns("local")] == ["t1"]

    def test_every_run_of_code_is_kept(self, any_store: HistoryStore) -> None:
        any_store.add_submission("local", submission("c1", at=0, code=AWKWARD))
        any_store.add_submission("local", submission("c2", at=1))
        assert any_store.submissions("local", "momentum") == (
            submission("c2", at=1),
            submission("c1", at=0, code=AWKWARD),
        )
        assert any_store.submissions("local", limit=1) == (submission("c2", at=1),)
        assert any_store.submissions("local", "adam") == ()
        assert any_store.submissions("other") == ()


class TestRefusals:
    def test_a_time_without_a_zone(self, any_store: HistoryStore) -> None:
        naive = datetime(2026, 1, 1)  # noqa: DTZ001
        with pytest.raises(ValueError, match="zone"):
            any_store.begin_session("local", replace(session(), updated_at=naive))
        with pytest.raises(ValueError, match="zone"):
            any_store.put_card("local", Card("a", naive, "{}"), START)
        with pytest.raises(ValueError, match="zone"):
            any_store.turns("local", TurnFilter(since=naive))
        assert any_store.profiles() == ()

    @pytest.mark.parametrize("name", ["", "a\x00b", "a\nb", "\ud800", "a" * 201])
    def test_a_name_no_column_can_hold(self, any_store: HistoryStore, name: str) -> None:
        with pytest.raises(HistoryError):
            any_store.add_turn(name, turn())
        with pytest.raises(HistoryError):
            any_store.put_card("local", Card(name, START, "{}"), START)
        assert any_store.profiles() == ()


class TestTheWholeProfile:
    def fill(self, store: HistoryStore, profile: str) -> None:
        store.begin_session(profile, session(draft="쓰다 만 답"))
        store.add_turn(
            profile, turn(text=AWKWARD, grade=grade(40.0, AWKWARD)), Card(WHY_RELU, after(9), "{}")
        )
        store.replace_grade(profile, "t1", grade(60.0, AWKWARD), after(100))
        store.add_submission(profile, submission())

    def test_export_holds_everything_and_is_json(self, any_store: HistoryStore) -> None:
        self.fill(any_store, "local")
        self.fill(any_store, "other")
        exported = any_store.export("local")
        assert decode(encode(exported)) == exported
        assert json.loads(json.dumps(exported, allow_nan=False))["profile"] == "local"
        (kept,) = exported["turns"]
        assert kept["answer"]["text"] == AWKWARD
        assert [old["grade"]["score"] for old in kept["earlier_grades"]] == [40.0]
        assert exported["sessions"][0]["draft"] == "쓰다 만 답"
        assert exported["cards"][0]["question"] == WHY_RELU
        assert exported["submissions"][0]["code"] == submission().code

    def test_export_of_nobody_is_empty(self, any_store: HistoryStore) -> None:
        assert any_store.export("nobody")["turns"] == []

    def test_delete_takes_everything_of_one_and_nothing_of_another(self, any_store: HistoryStore) -> None:
        self.fill(any_store, "local")
        self.fill(any_store, "other")
        before = any_store.export("other")
        assert any_store.delete("local") == 6
        assert any_store.delete("local") == 0
        assert [profile.id for profile in any_store.profiles()] == ["other"]
        assert any_store.export("other") == before
        assert not any(
            any_store.export("local")[kind] for kind in ("sessions", "turns", "cards", "submissions")
        )

    def test_profiles_are_counted(self, any_store: HistoryStore) -> None:
        any_store.add_turn("one", turn())
        any_store.put_card("two", Card("a", START, "{}"), START)
        one, two = sorted(any_store.profiles(), key=lambda profile: profile.id)
        assert (one.id, one.turns, one.last_turn_at) == ("one", 1, after(60))
        assert (two.id, two.turns, two.last_turn_at) == ("two", 0, None)
        assert one.created_at.tzinfo == UTC


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


class TestRoundTrips:
    @settings(deadline=None)
    @given(JSON)
    def test_any_value_survives_as_utf8_text(self, value: object) -> None:
        text = encode(value)
        assert "\x00" not in text
        assert decode(text.encode("utf-8").decode("utf-8")) == value
        json.loads(text)

    @settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(text=ANY_TEXT, state=JSON)
    def test_any_text_survives_the_database(self, store: HistoryStore, text: str, state: object) -> None:
        name = f"t{len(store.turns('local'))}"
        kept = turn(name, text)
        store.add_turn("local", kept)
        store.begin_session("local", replace(session(name, draft=text), state=state))
        assert store.turn("local", name) == kept
        found = store.session("local", name)
        assert (found.draft, found.state) == (text, state)
