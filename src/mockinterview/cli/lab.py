"""`mockinterview lab …`: write numpy and torch, run it safely, see why it is wrong."""

from __future__ import annotations

from pathlib import Path

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.domain.lab import LabResult
from mockinterview.errors import AnswersError, Problem


@click.group(invoke_without_command=True)
@click.pass_context
def lab(ctx: click.Context) -> None:
    """코드 실습: 문제 보기, 실행, 검증."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_exercises)


@lab.command("list")
@json_option
@pass_app
def list_exercises(app: App, as_json: bool = False) -> None:
    """모든 연습 문제."""
    from mockinterview.lab import exercise_ids, load_page

    pages = {name: load_page(name) for name in exercise_ids()}
    if as_json:
        echo_json(
            [
                {"id": name, **page.front.model_dump(mode="json", exclude={"hints"})}
                for name, page in pages.items()
            ]
        )
        return
    for name, page in pages.items():
        title = page.title.text(app.settings.language)
        click.echo(
            f"{name:<30} {page.runtime:<6} {page.front.difficulty:<7} {page.front.minutes:>3}'  {title}"
        )


@lab.command("show")
@click.argument("exercise_id", metavar="ID")
@click.option("--solution", is_flag=True, help="해답과 해설도 보여 줍니다.")
@pass_app
def show(app: App, exercise_id: str, solution: bool) -> None:
    """문제와 시작 코드."""
    from mockinterview.lab import load_exercise

    page = load_exercise(exercise_id).page
    language = app.settings.language
    click.echo(f"{page.title.text(language)}\n\n{page.statement.text(language)}\n\n{page.starter}")
    if solution:
        click.echo(f"{page.solution}\n{page.explanation.text(language)}")


@lab.command("run")
@click.argument("exercise_id", metavar="ID")
@click.option("--file", "source", required=True, type=click.Path(path_type=Path), metavar="CODE.py")
@json_option
@pass_app
def run(app: App, exercise_id: str, source: Path, as_json: bool) -> None:
    """코드를 격리해 실행하고 시험합니다."""
    from mockinterview.lab import LabRunner, load_exercise
    from mockinterview.sandbox import Sandbox

    exercise = load_exercise(exercise_id)
    code = _code(source)
    with Sandbox() as sandbox:
        result = LabRunner(sandbox).run(exercise, code, language=app.settings.language)
    if as_json:
        echo_json(result.as_json())
        return
    for line in _sheet(result):
        click.echo(line.encode("utf-8", "replace").decode("utf-8"))


@lab.command("verify")
@click.argument("exercise_ids", nargs=-1, metavar="[ID...]")
@pass_app
def verify_exercises(app: App, exercise_ids: tuple[str, ...]) -> None:
    """맞는 답은 통과하고, 틀린 답은 제 힌트를 받는지 확인합니다."""
    from mockinterview import lab as library
    from mockinterview.lab.verify import verify
    from mockinterview.sandbox import Sandbox

    wanted = exercise_ids or library.exercise_ids()
    bad = total = 0
    with Sandbox() as sandbox:
        runner = library.LabRunner(sandbox)
        for name in wanted:
            for checked in verify(runner, library.load_exercise(name)):
                total += 1
                if not checked.good:
                    bad += 1
                    click.echo(f"{checked.exercise}: {checked.submission}: {checked.what}", err=True)
    app.say(
        f"연습 {len(wanted)}개, 확인 {total}건, 어긋남 {bad}건",
        f"{len(wanted)} exercises, {total} checks, {bad} not as they should be",
    )
    if bad:
        raise click.exceptions.Exit(1)


def _code(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or "UTF-8이 아닙니다 (not UTF-8)"
        raise AnswersError(
            [Problem(source, None, "", f"읽을 수 없습니다: {reason}", f"cannot be read: {reason}")]
        ) from exc


def _sheet(result: LabResult) -> list[str]:
    lines = [f"{result.verdict.value}  {result.score:.0f}  ({result.seconds:.2f} s)"]
    for test in result.tests:
        lines.append(f"{'●' if test.passed else '✗'} {test.name}")
        lines += [f"    {text}" for text in (test.message, test.hint) if text]
    if result.stopped:
        lines += ["", result.stopped]
    if result.error:
        lines += ["", result.error]
    if result.stdout:
        lines += ["", result.stdout]
    return lines
