"""What is installed from a wheel is whole: run from another folder, without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel alone; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    wheel = next(folder.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder


def run(installed: Path, *args: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(installed / "site"), "MOCKINTERVIEW_HOME": str(installed / "home")}
    command = [sys.executable, *args]
    done = subprocess.run(command, cwd=installed, env=env, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_wheel_is_what_runs(installed: Path) -> None:
    where = run(installed, "-c", "import mockinterview; print(mockinterview.__file__)")
    assert str(installed / "site") in where


def test_rubrics_prompts_and_exercises_are_inside(installed: Path) -> None:
    assert len(json.loads(run(installed, "-m", "mockinterview", "rubric", "list", "--json"))) >= 75
    assert "grade" in run(installed, "-m", "mockinterview", "prompt", "list")
    assert "momentum" in run(installed, "-m", "mockinterview", "lab", "list")


def test_a_wheel_grades(installed: Path) -> None:
    args = ("grade", "--question", "dl.activation.why-relu", "--answer", "렐루는 계산이 빠릅니다.", "--json")
    grade = json.loads(run(installed, "-m", "mockinterview", *args))
    assert grade["graded"]


def test_the_editable_checkout_ships_the_same_bank() -> None:
    assert (ROOT / "rubrics" / "glossary.yaml").is_file()
    assert sorted((ROOT / "prompts").glob("*.md"))
