"""The command line: nouns and verbs over the library. Every error of a user becomes one line and exit code 1."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from mockinterview import __version__
from mockinterview.cli.context import App
from mockinterview.errors import MockInterviewError
from mockinterview.settings import Settings

COMMANDS = ("serve", "rubric", "grade", "evaluate", "lab", "history", "report", "prompt", "doctor")
"""Each stands under its own name in a module of that name, which is imported when it is asked for."""


class _Program(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MockInterviewError as exc:
            language = ctx.obj.settings.language if isinstance(ctx.obj, App) else "ko"
            click.echo(exc.in_language(language), err=True)
            ctx.exit(1)
        except BrokenPipeError:  # the reader of our pipe (head, less) has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(
    cls=_Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="mockinterview")
@click.pass_context
def main(ctx: click.Context) -> None:
    """말로 답하는 ML 모의 면접: 질문하고, 답의 어느 문장이 점수가 되었는지 보여 주며 채점합니다."""
    try:
        ctx.obj = App(Settings.from_env())
    except MockInterviewError as exc:
        raise click.UsageError(exc.ko) from exc
    if ctx.invoked_subcommand is None:
        ctx.invoke(main.get_command(ctx, "serve"))  # type: ignore[arg-type]
