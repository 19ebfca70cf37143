"""`mockinterview rubric import NOTES.md… --out DIR`: study notes become rubric drafts."""

from __future__ import annotations

import re
from pathlib import Path

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.domain.glossary import Glossary
from mockinterview.rubric_store import Layer, LayerName, RubricStore
from mockinterview.rubric_store.glossary_file import read_glossary

_MAX_TRACK = 30


def _track(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if len(value) > _MAX_TRACK or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
        raise click.BadParameter(f"영문 소문자, 숫자, '-'로 {_MAX_TRACK}자까지 쓸 수 있습니다.")
    return value


@click.command("import")
@click.argument("notes", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="NOTES.md…")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="초안을 쓸 폴더 (있는 파일은 덮어쓰지 않습니다).",
)
@click.option(
    "--track", default="mine", show_default=True, callback=_track, help="초안이 들어갈 질문 은행의 이름."
)
@json_option
@pass_app
def import_notes(app: App, notes: tuple[Path, ...], out: Path, track: str, as_json: bool) -> None:
    """학습 노트(Markdown)를 루브릭 초안으로 바꿉니다. LLM 없이, 노트에 있는 말만 씁니다."""
    from mockinterview import importer  # the Markdown parser: only for this verb

    shipped = RubricStore([Layer(LayerName.SHIPPED, app.places.shipped_rubrics)]).bank()
    taken = {question.id for question in shipped}
    imported = importer.import_notes(notes, track=track, glossary=_glossary(app), taken=taken).write(out)
    if as_json:
        echo_json(imported.report.as_dict())
        return
    for line in imported.report.lines(app.settings.language):
        click.echo(line)


def _glossary(app: App) -> Glossary | None:
    path = app.places.glossary
    return read_glossary(path) if path.exists() else None
