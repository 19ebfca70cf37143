"""From every schema there ever was, with rows in it. `old/NNNN.sql` are dumps of their time and never change."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from history_samples import START, WHY_RELU, grade, submission, turn
from sqlalchemy.exc import OperationalError

from mockinterview.errors import HistoryError
from mockinterview.history import engine as engines
from mockinterview.history.migrate import SHIPPED, VERSION_TABLE, Scripts, migrate, stored_revision
from mockinterview.history.store import HistoryStore
from mockinterview.history.tables import metadata

OLD = Path(__file__).parent / "old"
HEAD = SHIPPED.revisions[-1]


def restore(file: Path, revision: str) -> Path:
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as raw:
        raw.executescript((OLD / f"{revision}.sql").read_text(encoding="utf-8"))
    raw.close()
    return file


def schema(file: Path) -> dict[str, str]:
    with sqlite3.connect(file) as raw:
        rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    raw.close()
    return {name: " ".join(sql.split()) for name, sql in rows}


def upgraded_with(file: Path, folder: Path, script: str) -> None:
    """One more migration after the shipped ones."""
    shutil.copytree(SHIPPED.folder, folder)
    (folder / "versions" / "m9999_more.py").write_text(
        f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "9999"\ndown_revision = "{HEAD}"\n'
        f"def upgrade():\n{script}",
        encoding="utf-8",
    )
    engine = engines.make_engine(engines.url_of(file), 5.0)
    try:
        migrate(engine, str(file), Scripts(folder, (*SHIPPED.revisions, "9999")))
    finally:
        engine.dispose()


def test_every_revision_is_listed_numbered_and_has_its_dump() -> None:
    scripts = list(ScriptDirectory(str(SHIPPED.folder)).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == SHIPPED.revisions
    assert SHIPPED.revisions == tuple(f"{n:04}" for n in range(1, len(SHIPPED.revisions) + 1))
    assert sorted(path.stem for path in OLD.glob("*.sql")) == sorted(SHIPPED.revisions)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrated_and_described_schema_are_the_same(
    kind: str, file: Path, request: pytest.FixtureRequest
) -> None:
    where = file if kind == "sqlite" else request.getfixturevalue("postgres_url")
    HistoryStore.open(where).close()
    engine = engines.make_engine(engines.url_of(where), 5.0)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.parametrize("revision", SHIPPED.revisions)
def test_an_old_history_opens_with_all_its_rows(file: Path, tmp_path: Path, revision: str) -> None:
    with HistoryStore.open(restore(file, revision)) as store:
        for profile in ("local", "another-browser"):
            answered, skipped = reversed(store.turns(profile))
            assert answered.answer is not None
            assert answered.grade is not None
            assert answered.answer.text.startswith("시그모이드는 기울기가 사라집니다 \ud83d\x00")
            assert answered.grade.score == 50.0
            assert skipped.grade is None
            assert store.session(profile, "s1").draft == f"쓰다 만 답{profile}"
            assert store.card(profile, WHY_RELU) is not None
            assert len(store.submissions(profile)) == (revision >= "0002")
            assert len(store.earlier_grades(profile, "t1")) == (revision >= "0003")
            store.add_turn(profile, turn("new", at=9999))
            store.replace_grade(profile, "t1", grade(80.0), START)
            store.add_submission(profile, submission("new", at=9999))
        assert store.delete("local") > 0
        assert len(store.turns("another-browser")) == 3
    fresh = tmp_path / "fresh.sqlite3"
    HistoryStore.open(fresh).close()
    assert schema(file) == schema(fresh)


def test_a_shipped_migration_still_makes_what_it_made(file: Path, tmp_path: Path) -> None:
    """The newest dump comes from the migrations of its day; those of today must lead to the same tables."""
    fresh = tmp_path / "fresh.sqlite3"
    HistoryStore.open(fresh).close()
    assert schema(restore(file, HEAD)) == schema(fresh)


def test_opening_an_up_to_date_history_changes_nothing_and_needs_no_alembic(file: Path) -> None:
    HistoryStore.open(file).close()
    before = file.read_bytes()
    program = (
        "import sys; from mockinterview.history.store import HistoryStore\n"
        "HistoryStore.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
    assert file.read_bytes() == before


def test_a_history_of_a_newer_program_is_left_alone(file: Path) -> None:
    restore(file, HEAD)
    with sqlite3.connect(file) as raw:
        raw.execute(f"UPDATE {VERSION_TABLE} SET version_num = '7777'")
    raw.close()
    before = schema(file)
    with pytest.raises(HistoryError) as caught:
        HistoryStore.open(file)
    assert "7777" in caught.value.ko
    assert "newer" in caught.value.en
    assert "\n" not in caught.value.ko
    assert schema(file) == before


def test_the_database_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE profiles (name TEXT)")
    raw.close()
    with pytest.raises(HistoryError, match="다른 프로그램"):
        HistoryStore.open(file)
    assert list(schema(file)) == ["profiles"]


def test_a_migration_that_fails_half_way_leaves_the_old_history(file: Path, tmp_path: Path) -> None:
    restore(file, HEAD)
    before = schema(file)
    script = "    op.create_table('half', sa.Column('x', sa.Text))\n    op.execute('SELECT * FROM nowhere')\n"
    with pytest.raises(OperationalError):
        upgraded_with(file, tmp_path / "migrations", script)
    assert schema(file) == before
    with HistoryStore.open(file) as store:
        assert len(store.turns("local")) == 2


def test_rebuilding_a_table_keeps_the_rows_that_point_to_it(file: Path, tmp_path: Path) -> None:
    """SQLite alters by copying and dropping; a drop with sleeping foreign keys must not cascade."""
    restore(file, HEAD)
    script = (
        "    with op.batch_alter_table('profiles') as batch:\n"
        "        batch.add_column(sa.Column('nickname', sa.Text))\n"
        "        batch.alter_column('created_at', nullable=True)\n"
    )
    upgraded_with(file, tmp_path / "migrations", script)
    with sqlite3.connect(file) as raw:
        assert raw.execute("SELECT count(*) FROM turns").fetchone() == (4,)
        assert raw.execute("SELECT count(*) FROM earlier_grades").fetchone() == (2,)
    raw.close()


def test_a_migration_that_orphans_rows_is_undone(file: Path, tmp_path: Path) -> None:
    restore(file, HEAD)
    with pytest.raises(HistoryError, match="맞지 않아"):
        upgraded_with(
            file, tmp_path / "migrations", "    op.execute(\"DELETE FROM profiles WHERE id = 'local'\")\n"
        )
    with HistoryStore.open(file) as store:
        assert len(store.turns("local")) == 2


def test_three_processes_that_open_an_old_history_at_once_upgrade_it_once(file: Path) -> None:
    restore(file, SHIPPED.revisions[0])
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from history_samples import turn\n"
        "from mockinterview.history.store import HistoryStore\n"
        "with HistoryStore.open(sys.argv[1]) as store: store.add_turn('local', turn(sys.argv[3]))"
    )
    command = [sys.executable, "-c", program, str(file), str(Path(__file__).parent)]
    running = [subprocess.Popen([*command, f"p{n}"], stderr=subprocess.PIPE, text=True) for n in range(3)]
    assert [process.communicate(timeout=60)[1] for process in running] == [""] * len(running)
    with HistoryStore.open(file) as store:
        assert len(store.turns("local")) == 2 + len(running)


def test_the_revision_of_an_empty_database_is_none(file: Path) -> None:
    engine = engines.make_engine(engines.url_of(file), 5.0)
    with engine.connect() as connection:
        assert stored_revision(connection) is None
    engine.dispose()
