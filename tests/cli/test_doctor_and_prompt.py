"""`doctor` tells what works and what to do; `prompt` shows and checks the instructions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mockinterview.cli.context import App
from mockinterview.cli.doctor import Finding, doctor
from mockinterview.cli.prompt import prompt
from mockinterview.errors import NotFound, PromptError
from mockinterview.settings import Settings

module = sys.modules["mockinterview.cli.doctor"]  # the package's own name for it is the command


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> App:
    fine = Finding("slow", "ok", "됨", "works")
    monkeypatch.setattr(module, "_embedder", lambda _: fine)
    monkeypatch.setattr(module, "_sandbox", lambda: fine)
    return App(Settings.from_env())


def test_doctor_speaks_to_people_and_machines(app: App) -> None:
    told = CliRunner().invoke(doctor, ["--offline"], obj=app)
    assert told.exit_code == 0
    assert "MOCKINTERVIEW_LLM_MODEL" in told.output
    found = json.loads(CliRunner().invoke(doctor, ["--offline", "--json"], obj=app).output)
    assert found["ok"]
    assert {"python", "home", "cache", "rubrics", "prompts", "[torch]", "llm"} <= {
        c["name"] for c in found["checks"]
    }


def test_a_folder_that_cannot_be_written_is_named_and_fails(app: App, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    broken = App(Settings(home=blocked / "home", cache=tmp_path / "cache"))
    done = CliRunner().invoke(doctor, ["--offline", "--json"], obj=broken)
    assert done.exit_code == 1
    home = next(check for check in json.loads(done.output)["checks"] if check["name"] == "home")
    assert home["state"] == "fail"
    assert "MOCKINTERVIEW_HOME" in home["ko"]


def test_one_broken_part_does_not_hide_the_others(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: App) -> Finding:
        raise ImportError("no module")

    monkeypatch.setattr(module, "_embedder", broken)
    found = json.loads(CliRunner().invoke(doctor, ["--offline", "--json"], obj=app).output)
    assert not found["ok"]
    assert found["checks"][-1]["name"] == "llm"


def test_a_damaged_prompt_of_the_user_is_a_warning(app: App) -> None:
    app.places.user_prompts.mkdir(parents=True)
    (app.places.user_prompts / "feedback.md").write_text("no front matter", encoding="utf-8")
    found = json.loads(CliRunner().invoke(doctor, ["--offline", "--json"], obj=app).output)
    prompts = next(check for check in found["checks"] if check["name"] == "prompts")
    assert prompts["state"] == "warn"
    assert "feedback.md" in prompts["ko"]
    with pytest.raises(PromptError):
        CliRunner().invoke(prompt, ["check"], obj=app, catch_exceptions=False)


def test_prompts_are_listed_shown_and_checked(app: App) -> None:
    run = CliRunner().invoke
    assert "grade.ko" in run(prompt, [], obj=app).output
    assert all(not row["own"] for row in json.loads(run(prompt, ["list", "--json"], obj=app).output))
    shown = run(prompt, ["show", "grade.ko"], obj=app).output
    assert shown == (app.places.shipped_prompts / "grade.ko.md").read_text(encoding="utf-8")
    assert run(prompt, ["path"], obj=app).output.strip() == str(app.places.user_prompts)
    assert run(prompt, ["check"], obj=app).exit_code == 0
    with pytest.raises(NotFound, match="grade"):
        run(prompt, ["show", "grade.fr"], obj=app, catch_exceptions=False)


def test_a_copy_in_the_users_folder_is_used(app: App) -> None:
    app.places.user_prompts.mkdir(parents=True)
    text = (app.places.shipped_prompts / "feedback.md").read_text(encoding="utf-8")
    (app.places.user_prompts / "feedback.md").write_text(text, encoding="utf-8")
    assert "[내 것]" in CliRunner().invoke(prompt, ["list"], obj=app).output
