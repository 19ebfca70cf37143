"""`history` and `report` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from history_samples import AWKWARD, START, WHY_RELU, after, grade, turn

from mockinterview.cli.context import App
from mockinterview.cli.history import history
from mockinterview.cli.report import report
from mockinterview.errors import HistoryError, MockInterviewError, NotFound
from mockinterview.history import Card
from mockinterview.history.store import HistoryStore
from mockinterview.settings import Settings


@pytest.fixture
def app(own_home: Path) -> App:
    return App(Settings(home=own_home, cache=own_home / "cache"))


@pytest.fixture
def practised(app: App) -> App:
    with HistoryStore.open(app.places.history) as store:
        store.add_turn("local", turn("first", at=0, grade=grade(40.0)), Card(WHY_RELU, after(9), "{}"))
        store.add_turn("local", turn("second", AWKWARD, at=100, session="s2", grade=grade(None)))
        store.add_turn("guest", turn("theirs", at=50))
        store.replace_grade("local", "first", grade(72.5), START)
    return app


def run_history(app: App, *args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(history, list(args), obj=app, input=stdin)


def run_report(app: App, *args: str) -> Result:
    return CliRunner().invoke(report, list(args), obj=app)


class TestHistory:
    def test_before_anything_was_kept(self, app: App) -> None:
        assert run_history(app).output == "아직 기록이 없습니다.\n"
        assert json.loads(run_history(app, "--json").output) == []

    def test_the_bare_noun_lists_the_newest_first(self, practised: App) -> None:
        first, second = run_history(practised).output.splitlines()
        assert "second" in first
        assert "–" in first
        assert "72.5" in second
        assert run_history(practised).output == run_history(practised, "list").output

    def test_as_json(self, practised: App) -> None:
        listed = json.loads(run_history(practised, "list", "--json", "--limit", "1").output)
        assert [(item["id"], item["graded"], item["score"]) for item in listed] == [("second", False, None)]
        assert [
            item["id"] for item in json.loads(run_history(practised, "--json", "--session", "s1").output)
        ] == ["first"]
        assert json.loads(run_history(practised, "--json", "--profile", "guest").output)[0]["id"] == "theirs"

    def test_one_turn_with_what_earned_it(self, practised: App) -> None:
        shown = run_history(practised, "show", "fir").output
        assert "72.5 / 100" in shown
        assert "● 충분" in shown
        assert "“기울기”" in shown
        assert "이전 점수 40" in shown
        read = json.loads(run_history(practised, "show", "first", "--json").output)
        assert read["grade"]["score"] == 72.5
        assert read["earlier_grades"][0]["grade"]["score"] == 40.0

    def test_awkward_text_reaches_no_terminal_raw(self, practised: App) -> None:
        shown = run_history(practised, "show", "second").output
        assert "시간 초과" in shown
        assert not set(shown) & {"\x00", "\x1b", "\u2028"}

    def test_an_unknown_id_is_a_users_error(self, practised: App) -> None:
        result = run_history(practised, "show", "firts")
        assert isinstance(result.exception, NotFound)
        assert "first" in result.exception.ko

    def test_another_profile_is_not_shown(self, practised: App) -> None:
        assert isinstance(run_history(practised, "show", "theirs").exception, NotFound)

    def test_a_profile_in_the_wrong_place_is_not_lost_on_the_way_to_delete(self, practised: App) -> None:
        result = run_history(practised, "--profile", "guest", "delete", "--yes")
        assert result.exit_code == 2
        assert "--profile" in result.stderr
        assert len(json.loads(run_history(practised, "--json").output)) == 2

    def test_export_to_the_screen_and_to_a_file_of_my_own(self, practised: App, tmp_path: Path) -> None:
        out = tmp_path / "mine.json"
        assert run_history(practised, "export", "--out", str(out)).exit_code == 0
        exported = json.loads(out.read_text(encoding="utf-8"))
        assert [kept["id"] for kept in exported["turns"]] == ["first", "second"]
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        assert json.loads(run_history(practised, "export").output)["profile"] == "local"

    def test_a_file_that_cannot_be_written(self, practised: App, tmp_path: Path) -> None:
        result = run_history(practised, "export", "--out", str(tmp_path / "nowhere" / "mine.json"))
        assert isinstance(result.exception, MockInterviewError)

    def test_delete_asks_first(self, practised: App) -> None:
        assert run_history(practised, "delete", stdin="n\n").exit_code == 1
        assert run_history(practised, "delete", stdin="").exit_code == 1
        assert len(json.loads(run_history(practised, "--json").output)) == 2
        assert run_history(practised, "delete", "--yes").exit_code == 0
        assert run_history(practised).output == "아직 기록이 없습니다.\n"
        assert len(json.loads(run_history(practised, "--json", "--profile", "guest").output)) == 1

    def test_profiles_and_path(self, practised: App) -> None:
        listed = json.loads(run_history(practised, "profiles", "--json").output)
        assert {item["id"]: item["turns"] for item in listed} == {"local": 2, "guest": 1}
        assert run_history(practised, "profiles").output.count("\n") == 2
        assert run_history(practised, "path").output.strip() == str(practised.places.history)

    def test_a_database_by_url_is_used_and_its_password_not_shown(
        self, practised: App, tmp_path: Path
    ) -> None:
        elsewhere = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
        moved = App(replace(practised.settings, history_url=elsewhere))
        assert run_history(moved).output == "아직 기록이 없습니다.\n"
        assert run_history(moved, "path").output.strip() == str(tmp_path / "elsewhere.sqlite3")
        server = App(replace(practised.settings, history_url="postgresql://me:hunter2@host/db"))
        assert run_history(server, "path").output == "postgresql://me:***@host/db\n"

    def test_a_damaged_history_is_a_users_error(self, app: App) -> None:
        app.places.history.parent.mkdir(parents=True)
        app.places.history.write_bytes(b"no database" * 1000)
        assert isinstance(run_history(app).exception, HistoryError)


class TestReport:
    def test_markdown_without_a_file(self, practised: App) -> None:
        shown = run_report(practised).output
        assert shown.startswith("# 모의 면접 기록")
        assert "72.5 / 100" in shown

    @pytest.mark.parametrize(
        ("name", "start"), [("r.html", "<!doctype html>"), ("r.MD", "# 모의"), ("r.csv", "\ufeffid,")]
    )
    def test_the_file_decides_the_form(self, practised: App, tmp_path: Path, name: str, start: str) -> None:
        out = tmp_path / name
        result = run_report(practised, "--out", str(out))
        assert (result.exit_code, result.stdout) == (0, "")
        assert out.read_text(encoding="utf-8").startswith(start)

    def test_a_form_there_is_not(self, practised: App, tmp_path: Path) -> None:
        assert run_report(practised, "--out", str(tmp_path / "r.pdf")).exit_code == 2

    def test_one_interview_only(self, practised: App) -> None:
        read = json.loads(run_report(practised, "--json", "--session", "s1").output)
        assert [item["id"] for item in read["turns"]] == ["first"]
        assert read["reviews"][0]["question_id"] == WHY_RELU
        assert isinstance(run_report(practised, "--session", "s3").exception, NotFound)

    def test_every_turn_is_a_row(self, practised: App, tmp_path: Path) -> None:
        out = tmp_path / "r.csv"
        run_report(practised, "--out", str(out))
        text = out.read_bytes().decode("utf-8-sig")
        assert [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["first", "second"]

    def test_english(self, practised: App) -> None:
        english = App(Settings(home=practised.settings.home, cache=practised.settings.cache, language="en"))
        assert run_report(english).output.startswith("# Mock interview report")
