"""`mockinterview rubric …`: the question bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app, rubrics_option
from mockinterview.domain.rubric import Question, Topic
from mockinterview.errors import RubricError
from mockinterview.rubric_store import Bank, Entry, LayerName
from mockinterview.rubric_store.lint import Finding, finding_at, lint


class _Rubric(click.Group):
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "import":  # brings a Markdown parser along that no other verb needs
            from mockinterview.cli.rubric_import import import_notes

            return import_notes
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), "import"]


@click.group(cls=_Rubric, invoke_without_command=True)
@click.pass_context
def rubric(ctx: click.Context) -> None:
    """질문 은행: 목록, 보기, 점검, 가져오기."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_questions)


@rubric.command("list")
@rubrics_option
@json_option
@pass_app
def list_questions(app: App, rubrics: tuple[Path, ...] = (), as_json: bool = False) -> None:
    """모든 질문을 묻는 순서대로 보여 줍니다."""
    bank = _bank(app, rubrics)
    if as_json:
        echo_json([_summary(entry) for entry in bank.entries])
        return
    topic = None
    for entry in bank.entries:
        if entry.topic != topic:
            topic = entry.topic
            click.echo(f"\n{topic.track} / {topic.title.text(app.settings.language)}")
        mark = "" if entry.layer == LayerName.SHIPPED else f"  [{entry.layer}]"
        question = entry.question
        click.echo(f"  {question.id:<46} {question.question.text(app.settings.language)}{mark}")


@rubric.command("show")
@click.argument("question_id", metavar="ID")
@rubrics_option
@json_option
@pass_app
def show(app: App, question_id: str, rubrics: tuple[Path, ...], as_json: bool) -> None:
    """질문 하나의 루브릭 전체와, 어느 층에서 왔는지 보여 줍니다."""
    entry = _bank(app, rubrics).entry(question_id)
    if as_json:
        echo_json(
            {
                **entry.question.model_dump(mode="json"),
                **_summary(entry),
                "files": [str(piece.file.path) for piece in entry.pieces],
                "layers": entry.layers_of_points(),
            }
        )
        return
    for line in _sheet(app, entry):
        click.echo(line)


@rubric.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="주의(warning)도 실패로 봅니다.")
@click.option(
    "--grading", is_flag=True, help="틀린 말을 맞다고 볼 요점을 채점해 보며 찾습니다 (문항마다 몇 초)."
)
@json_option
@pass_app
def check(app: App, paths: tuple[Path, ...], strict: bool, grading: bool, as_json: bool) -> None:
    """형식 오류와 채점에 해로운 루브릭을 찾습니다. PATH가 없으면 은행 전체를 봅니다."""
    bank = app.store(paths).bank()
    if bank.problems:
        raise RubricError(bank.problems)
    mine = [e.question.id for e in bank.entries if not paths or e.layer == LayerName.PATH]
    findings = [*lint(bank, mine), *(_grading_findings(app, bank, mine) if grading else ())]
    warnings = [finding for finding in findings if finding.severity == "warning"]
    if as_json:
        echo_json({"questions": len(mine), "findings": [_as_dict(app, finding) for finding in findings]})
    else:
        _print_findings(app, findings)
        app.say(
            f"질문 {len(mine)}개: 오류 0, 주의 {len(warnings)}, 참고 {len(findings) - len(warnings)}",
            f"{len(mine)} questions: 0 errors, {len(warnings)} warnings, {len(findings) - len(warnings)} notes",
        )
    if strict and warnings:
        raise click.exceptions.Exit(1)


@rubric.command("schema")
def schema() -> None:
    """루브릭 파일의 JSON Schema (편집기 자동 완성용)."""
    echo_json(Topic.model_json_schema(by_alias=True))


@rubric.command("path")
@pass_app
def path(app: App) -> None:
    """내 루브릭을 두는 폴더."""
    click.echo(app.places.user_rubrics)


def _grading_findings(app: App, bank: Bank, wanted: list[str]) -> Iterator[Finding]:
    from mockinterview.grading.self_check import doubts
    from mockinterview.studio.graders import open_trial_grader

    grader = open_trial_grader(app.settings)
    for question_id in wanted:
        entry = bank.entry(question_id)
        ids = [point.id for point in entry.question.points]
        for doubt in doubts(grader, entry.question):
            place = ("points", ids.index(doubt.point), "says")
            yield finding_at(entry, place, doubt.ko, doubt.en, severity="note", rule="believes-false")


def _bank(app: App, rubrics: tuple[Path, ...]) -> Bank:
    """A damaged file of the user's must not hide the rest of the bank; one given by hand must not pass."""
    bank = app.store(rubrics).bank(strict=bool(rubrics))
    for problem in bank.problems:
        app.warn(problem.in_language("ko"), problem.in_language("en"))
    return bank


def _summary(entry: Entry) -> dict[str, Any]:
    question = entry.question
    return {
        "id": question.id,
        "track": entry.topic.track,
        "topic": entry.topic.topic,
        "title": entry.topic.title.model_dump(),
        "question": question.question.model_dump(),
        "aliases": list(question.aliases),
        "level": question.level,
        "points": [point.id for point in question.points],
        "follow_ups": list(question.follow_ups),
        "exercise": question.exercise,
        "layer": entry.layer,
    }


def _sheet(app: App, entry: Entry) -> list[str]:
    question, language = entry.question, app.settings.language
    lines = [question.question.text(language), f"  {question.id} · {question.level} · {entry.layer}", ""]
    layers = entry.layers_of_points()
    for point in question.points:
        share = point.weight / question.total_weight
        lines.append(f"  [{share:.0%}] {point.id} ({layers[point.id]})")
        lines.append(f"        {point.says}")
    lines += _claims(question)
    if question.model_answer:
        lines += ["", f"  모범 답안: {question.model_answer}"]
    lines += ["", *(f"  {piece.layer}: {piece.file.path}" for piece in entry.pieces)]
    return lines


def _claims(question: Question) -> list[str]:
    lines = []
    if question.misconceptions:
        lines += ["", "  흔한 오해"]
        lines += [f"    ✗ {item.says[0]}\n      → {item.why}" for item in question.misconceptions]
    if question.errata:
        lines += ["", "  자료 정정"]
        lines += [
            f"    {item.doc} ({item.verdict}): {item.claim}\n      → {item.truth}" for item in question.errata
        ]
    return lines


def _print_findings(app: App, findings: list[Finding]) -> None:
    for finding in findings:
        place = finding.problem.in_language(app.settings.language)
        click.echo(f"{finding.severity}: {place} [{finding.rule}]")


def _as_dict(app: App, finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "path": str(problem.path),
        "line": problem.line,
        "key": problem.key,
        "message": problem.en if app.settings.language == "en" else problem.ko,
    }
