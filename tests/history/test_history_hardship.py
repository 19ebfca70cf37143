"""Full disks, read-only and damaged files, busy neighbours, kill -9, and what remains after a deletion."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from history_samples import START, grade, session, submission, turn
from sqlalchemy import event

from mockinterview.errors import EditConflict, HistoryError, MissingDependency
from mockinterview.history import Card
from mockinterview.history import engine as engines
from mockinterview.history.store import HistoryStore

SECRET = "비밀문장SECRETMARK"
HERE = str(Path(__file__).parent)


def one_line(error: HistoryError, place: str) -> None:
    assert place in error.ko
    assert place in error.en
    assert error.ko != error.en
    assert "\n" not in error.ko + error.en
    assert "sqlite" not in error.ko.replace(place, "")


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    preamble = "import sys; sys.path.insert(0, sys.argv[1]); from history_samples import *\n"
    preamble += (
        "from mockinterview.history.store import HistoryStore\nstore = HistoryStore.open(sys.argv[2])\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", preamble + program, HERE, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class TestFailures:
    def test_a_full_disk_loses_only_what_did_not_fit(self, store: HistoryStore, file: Path) -> None:
        def limit(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={file.stat().st_size // 4096 + 20}")

        event.listen(store._engine, "connect", limit)
        store._engine.dispose()
        kept: list[str] = []

        def fill() -> None:
            for number in range(1000):
                store.add_turn("local", turn(f"t{number}", "가" * 2000))
                kept.append(f"t{number}")

        with pytest.raises(HistoryError, match="가득") as caught:
            fill()
        one_line(caught.value, str(file))
        assert {item.id for item in store.turns("local")} == set(kept)
        assert kept

    def test_a_read_only_history_can_be_read_and_says_that_it_cannot_be_written(self, file: Path) -> None:
        with HistoryStore.open(file) as store:
            store.add_turn("local", turn())
        with HistoryStore.open(f"sqlite:///file:{str(file).replace('%', '%25')}?mode=ro&uri=true") as store:
            assert store.turns("local") == (turn(),)
            with pytest.raises(HistoryError, match="읽기 전용"):
                store.add_turn("local", turn("t2"))

    @pytest.mark.parametrize(
        "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
    )
    def test_a_damaged_file_is_named_and_left_alone(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        with pytest.raises(HistoryError, match="손상") as caught:
            HistoryStore.open(file)
        one_line(caught.value, str(file))
        assert file.read_bytes() == content

    def test_damage_in_the_middle_is_named_too(self, file: Path) -> None:
        with HistoryStore.open(file) as store:
            for number in range(50):
                store.add_turn("local", turn(f"t{number}", "가" * 1000))
        content = bytearray(file.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        file.write_bytes(content)
        with pytest.raises(HistoryError, match="손상"), HistoryStore.open(file) as store:
            store.turns("local")

    def test_a_place_that_cannot_be_opened(self, tmp_path: Path) -> None:
        (tmp_path / "a file").write_text("")
        for place in (tmp_path, tmp_path / "a file" / "history.sqlite3"):
            with pytest.raises(HistoryError, match="열 수 없습니다") as caught:
                HistoryStore.open(place)
            one_line(caught.value, str(place))

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("mysql://user:hunter2@host/db", "mysql"),
            ("://", "주소"),
            ("sqlite://", "메모리"),
            ("sqlite:///:memory:", "메모리"),
        ],
    )
    def test_a_url_that_cannot_be_used(self, url: str, said: str) -> None:
        with pytest.raises(HistoryError, match=said) as caught:
            HistoryStore.open(url)
        assert "hunter2" not in caught.value.ko + caught.value.en

    def test_an_unreachable_server_is_named_without_its_password(self) -> None:
        pytest.importorskip("psycopg")
        with pytest.raises(HistoryError, match="연결할 수 없습니다") as caught:
            HistoryStore.open("postgresql+psycopg://user:hunter2@127.0.0.1:1/db?connect_timeout=2")
        assert "hunter2" not in caught.value.ko + caught.value.en

    def test_a_missing_driver_names_its_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(MissingDependency, match=r"mockinterview\[postgres\]"):
            HistoryStore.open("postgresql+psycopg://host/db")

    def test_another_program_that_holds_the_file_too_long(self, file: Path) -> None:
        with HistoryStore.open(file, busy_seconds=0.05) as store:
            store.add_turn("local", turn())
            other = sqlite3.connect(file, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(HistoryError, match="다른 프로그램") as caught:
                store.add_turn("local", turn("t2"))
            one_line(caught.value, str(file))
            assert store.turns("local") == (turn(),), "readers never wait"
            other.execute("ROLLBACK")
            other.close()
            store.add_turn("local", turn("t2"))

    def test_a_write_of_our_own_that_hangs_does_not_hang_the_others_for_ever(self, file: Path) -> None:
        with HistoryStore.open(file, busy_seconds=0.01) as store:
            with store._writing(), pytest.raises(HistoryError, match="다른 프로그램"):
                store.add_turn("local", turn())
            store.add_turn("local", turn())

    def test_what_the_candidate_said_is_in_no_traceback(self, store: HistoryStore, file: Path) -> None:
        with sqlite3.connect(file) as raw:
            raw.execute("DROP TABLE sessions")
        raw.close()
        with pytest.raises(HistoryError) as caught:
            store.save_draft("local", "s1", SECRET, revision=0, now=START)
        assert "sessions" in str(caught.value.__cause__)
        assert SECRET not in str(caught.value.__cause__)

    @pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
    def test_the_files_are_the_users_alone(self, store: HistoryStore, file: Path) -> None:
        store.add_turn("local", turn())
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
        assert set(modes.values()) == {0o600}
        assert len(modes) == 3
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


class TestManyAtOnce:
    def test_many_candidates_on_one_server(self, any_store: HistoryStore) -> None:
        together = threading.Barrier(12)

        def practise(name: str) -> None:
            together.wait()
            for number in range(8):
                any_store.add_turn(name, turn(f"t{number}", f"{name}의 {number}번째 답", at=number))
                any_store.begin_session(name, session(revision=number, at=number))
                assert any_store.save_draft(name, "s1", f"{name} {number}", revision=number, now=START)
                any_store.put_card(name, Card("q", START, name), START)
                assert {item.answer.text.split("의")[0] for item in any_store.turns(name) if item.answer} == {
                    name
                }

        names = [f"profile-{number}" for number in range(12)]
        with ThreadPoolExecutor(len(names)) as pool:
            list(pool.map(practise, names))
        for name in names:
            assert [item.id for item in any_store.turns(name)] == [f"t{n}" for n in reversed(range(8))]
            assert any_store.session(name, "s1").draft == f"{name} 7"

    def test_two_tabs_that_save_the_same_step_at_once(self, any_store: HistoryStore) -> None:
        any_store.begin_session("local", session(revision=0))
        together = threading.Barrier(6)

        def saved(tab: str) -> bool:
            together.wait()
            try:
                any_store.save_session("local", replace(session(revision=1), state=tab))
            except EditConflict:
                return False
            return True

        with ThreadPoolExecutor(6) as pool:
            outcomes = list(pool.map(saved, "abcdef"))
        assert outcomes.count(True) == 1
        assert any_store.session("local", "s1").state == "abcdef"[outcomes.index(True)]

    def test_grades_that_replace_each_other_at_once_are_all_kept(self, any_store: HistoryStore) -> None:
        any_store.add_turn("local", turn(grade=grade(0.0)))
        with ThreadPoolExecutor(6) as pool:
            list(
                pool.map(
                    lambda score: any_store.replace_grade("local", "t1", grade(float(score)), START),
                    range(1, 13),
                )
            )
        now = any_store.turn("local", "t1").grade
        scores = {old.grade.score for old in any_store.earlier_grades("local", "t1")} | {
            now.score if now else None
        }
        assert scores == {float(score) for score in range(13)}

    def test_two_servers_that_change_one_turn_at_once(self, store: HistoryStore, file: Path) -> None:
        """Reading before writing must not fail because the other one was faster in between."""
        store.add_turn("local", turn(grade=grade(0.0)))
        with HistoryStore.open(file) as other:
            jobs = [(server, float(score)) for score in range(1, 21) for server in (store, other)]
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda job: job[0].replace_grade("local", "t1", grade(job[1]), START), jobs))
        assert len(store.earlier_grades("local", "t1")) == len(jobs)

    def test_two_programs_at_once(self, store: HistoryStore, file: Path) -> None:
        program = "for n in range(20): store.add_turn(sys.argv[3], turn(f't{n}', at=n))"
        others = [start(program, str(file), name) for name in ("one", "two")]
        for number in range(20):
            store.add_turn("three", turn(f"t{number}", at=number))
        assert [other.communicate(timeout=60)[1] for other in others] == ["", ""]
        for name in ("one", "two", "three"):
            assert len(store.turns(name)) == 20


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
class TestKilled:
    def test_what_was_confirmed_before_a_kill_is_there_and_whole(self, file: Path) -> None:
        program = (
            "from mockinterview.history import Card\n"
            "n = int(sys.argv[3])\n"
            "while True:\n"
            "    store.add_turn('local', turn(f't{n}', '가' * 3000, at=n), Card('q', after(n), str(n)))\n"
            "    print(n, flush=True); n += 1\n"
        )
        confirmed = -1
        for wanted in (3, 17):
            writer = start(program, str(file), str(confirmed + 1))
            assert writer.stdout is not None
            for line in writer.stdout:
                confirmed = int(line)
                if confirmed >= wanted:
                    writer.send_signal(signal.SIGKILL)
                    break
            writer.communicate()
            with HistoryStore.open(file) as store:
                kept = [int(item.id[1:]) for item in store.turns("local")]
                card = store.card("local", "q")
            assert confirmed in kept
            assert card is not None
            assert int(card.body) == max(kept), "a turn and its card are never apart"
            with sqlite3.connect(file) as raw:
                assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            raw.close()
            confirmed = max(kept)


class TestDeletion:
    def fill(self, store: HistoryStore) -> None:
        for number in range(16):
            for profile, words in (("local", SECRET), ("other", "남아야 할 말 KEEPMARK")):
                text = words * (1 + 13 * number)
                store.add_turn(profile, turn(f"t{number}", text, grade=grade(50.0, text)))
                store.begin_session(profile, session(revision=number, draft=text))
                store.save_draft(profile, "s1", text[: 100 * number], revision=number, now=START)
                store.add_submission(profile, submission(f"c{number}", code=text))
                store.put_card(profile, Card(f"q{number % 5}", START, text), START)
        store.replace_grade("local", "t3", grade(1.0, SECRET), START)

    def count(self, file: Path, mark: bytes) -> int:
        return sum(path.read_bytes().count(mark) for path in file.parent.iterdir())

    def test_no_byte_remains_in_any_file(self, store: HistoryStore, file: Path) -> None:
        self.fill(store)
        assert self.count(file, b"SECRETMARK") > 100
        store.delete("local")
        assert self.count(file, b"SECRETMARK") == 0
        assert self.count(file, b"KEEPMARK") > 100
        assert len(store.turns("other")) == 16

    def test_what_was_overwritten_leaves_no_trace_either(self, store: HistoryStore, file: Path) -> None:
        self.fill(store)
        store.begin_session("local", session(revision=99))
        for number in range(5):
            store.put_card("local", Card(f"q{number}", START, "{}"), START)
        store.delete("local")
        store.close()
        assert self.count(file, b"SECRETMARK") == 0

    def test_a_reader_in_the_way_is_waited_for_and_then_named(self, file: Path) -> None:
        with HistoryStore.open(file, busy_seconds=0.05) as store:
            store.add_turn("local", turn(text=SECRET))
            reader = sqlite3.connect(file, isolation_level=None)
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM turns").fetchone()
            with pytest.raises(HistoryError, match="흔적"):
                store.delete("local")
            assert store.turns("local") == ()
            reader.close()
            assert store.delete("local") == 0
            assert self.count(file, b"SECRETMARK") == 0

    def test_while_others_write(self, store: HistoryStore, file: Path) -> None:
        self.fill(store)
        stop = threading.Event()

        def busy(name: str) -> None:
            number = 0
            while not stop.is_set():
                store.add_turn(name, turn(f"n{number}", "KEEPMARK" * 50))
                number += 1

        with ThreadPoolExecutor(3) as pool:
            running = [pool.submit(busy, f"busy-{number}") for number in range(3)]
            store.delete("local")
            stop.set()
            for job in running:
                job.result()
        assert self.count(file, b"SECRETMARK") == 0


def test_the_journal_switch_waits_for_another_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.mkdir(parents=True)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")
    engine = engines.make_engine(engines.url_of(file), 0.01)
    waited: list[float] = []

    def release(seconds: float) -> None:
        waited.append(seconds)
        if other.in_transaction:
            other.execute("ROLLBACK")

    monkeypatch.setattr(engines.time, "sleep", release)
    engines.use_write_ahead_log(engine, 5.0)
    assert waited
    other.close()
    engine.dispose()
