"""The command line: nouns and verbs over the library. Every error of a user becomes one line and exit code 1."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from mockinterview import __version__
from mockinterview.cli.context import App
from mockinterview.cli.doctor import doctor
from mockinterview.cli.evaluate import evaluate
from mockinterview.cli.grade import grade
from mockinterview.cli.history import history
from mockinterview.cli.lab import lab
from mockinterview.cli.prompt import prompt
from mockinterview.cli.report import report
from mockinterview.cli.rubric import rubric
from mockinterview.cli.rubric_import import import_notes
from mockinterview.cli.serve import serve
from mockinterview.errors import MockInterviewError
from mockinterview.settings import Settings


class _Program(click.Group):
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
        ctx.invoke(serve)


rubric.add_command(import_notes)
for command in (serve, rubric, grade, evaluate, lab, history, report, prompt, doctor):
    main.add_command(command)
