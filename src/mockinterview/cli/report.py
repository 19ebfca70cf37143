"""`mockinterview report`: what was practised, as a page to keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.cli.history import local_zone, open_history, profile_option, write_file
from mockinterview.domain.turn import Turn
from mockinterview.errors import NotFound
from mockinterview.history import TurnFilter
from mockinterview.report import Summary, html, markdown, summarize, table
from mockinterview.report import as_json as plain

_WRITERS: dict[str, Callable[[Summary, tuple[Turn, ...]], str]] = {
    ".html": lambda summary, _: html(summary),
    ".md": lambda summary, _: markdown(summary),
    ".csv": lambda _, turns: table(turns),
}


@click.command("report")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="이 파일에 씁니다 (.html, .md, .csv)."
)
@click.option("--session", default=None, help="이 면접만.")
@profile_option
@json_option
@pass_app
def report(app: App, out: Path | None, session: str | None, profile: str, as_json: bool) -> None:
    """연습 보고서: 점수, 주제별 결과, 강점과 약점, 모든 답변과 근거. --out이 없으면 Markdown으로 출력합니다."""
    if out is not None and out.suffix.lower() not in _WRITERS:
        raise click.BadParameter(f"{', '.join(_WRITERS)} 가운데 하나로 끝나야 합니다.", param_hint="--out")
    turns, due = _kept(app, profile, session)
    summary = summarize(
        turns,
        app.store().bank(),
        due,
        now=datetime.now(UTC),
        language=app.settings.language,
        zone=local_zone(),
    )
    if out is not None:
        write_file(out, _WRITERS[out.suffix.lower()](summary, turns))
        app.warn(f"답변 {len(turns)}개의 보고서: {out}", f"A report of {len(turns)} turns: {out}")
    if as_json:
        echo_json(plain(summary))
    elif out is None:
        click.echo(markdown(summary))


def _kept(app: App, profile: str, session: str | None) -> tuple[tuple[Turn, ...], dict[str, datetime]]:
    """The turns as they happened, and when each question comes back."""
    with open_history(app) as store:
        turns = store.turns(profile, TurnFilter(session=session))
        if session is not None and not turns:
            known = {turn.session_id for turn in store.turns(profile)}
            raise NotFound("면접", "The interview", session, known)
        return turns[::-1], {card.question: card.due for card in store.cards(profile)}
