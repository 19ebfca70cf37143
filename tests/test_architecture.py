"""The picture in ARCHITECTURE.md is enforced, not wished for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src" / "mockinterview").rglob("*.py"))
HEAVY = (
    "torch",
    "gradio",
    "langchain_core",
    "langchain_openai",
    "sentence_transformers",
    "openai",
    "kiwipiepy",
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= 40, f"{node.name} has {size} lines"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_only_settings_reads_the_environment(path: Path) -> None:
    if path.name != "settings.py":
        assert "os.environ" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("statement", ["import mockinterview", "import mockinterview.cli"])
def test_importing_pulls_in_nothing_heavy(statement: str) -> None:
    program = f"{statement}\nimport sys\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_listing_the_bank_pulls_in_nothing_heavy() -> None:
    program = (
        "import sys\nfrom mockinterview.cli import main\n"
        "main(['rubric', 'list'], standalone_mode=False)\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
