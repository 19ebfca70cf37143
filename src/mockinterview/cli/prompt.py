"""`mockinterview prompt …`: the instructions that the LLM is given, ours or the user's own."""

from __future__ import annotations

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.errors import PromptError
from mockinterview.prompts import PromptLibrary


@click.group(invoke_without_command=True)
@click.pass_context
def prompt(ctx: click.Context) -> None:
    """LLM 지시문: 목록, 보기, 내 것으로 바꾸기, 점검."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_prompts)


@prompt.command("list")
@json_option
@pass_app
def list_prompts(app: App, as_json: bool = False) -> None:
    """모든 지시문과, 어느 파일이 쓰이는지 보여 줍니다."""
    library = _library(app)
    rows = [
        {"name": name, "own": library.is_own(name), "path": str(library.path(name))}
        for name in library.names()
    ]
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        mark = "  [내 것]" if row["own"] else ""
        click.echo(f"{row['name']:<16} {row['path']}{mark}")


@prompt.command("show")
@click.argument("name", metavar="NAME")
@pass_app
def show(app: App, name: str) -> None:
    """지시문 하나의 전문. 이것을 내 폴더에 저장해 고치면 그 파일이 대신 쓰입니다."""
    library = _library(app)
    library.get(name)
    click.echo(library.path(name).read_text(encoding="utf-8"), nl=False)


@prompt.command("path")
@pass_app
def path(app: App) -> None:
    """내 지시문을 두는 폴더."""
    click.echo(app.places.user_prompts)


@prompt.command("check")
@pass_app
def check(app: App) -> None:
    """빠지거나 모르는 변수, 잘못된 머리말, 쓰이지 않는 파일을 찾습니다."""
    library = _library(app)
    problems = library.problems()
    if problems:
        raise PromptError(problems)
    own = sum(library.is_own(name) for name in library.names())
    app.say(
        f"지시문 {len(library.names())}개 이상 없음 (내 것 {own}개)",
        f"{len(library.names())} prompts are fine ({own} of your own)",
    )


def _library(app: App) -> PromptLibrary:
    return PromptLibrary(app.places.shipped_prompts, app.places.user_prompts)
