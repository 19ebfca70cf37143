"""`mockinterview history …`: what was practised, kept on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app
from mockinterview.domain.turn import Ending, Turn
from mockinterview.errors import MockInterviewError
from mockinterview.history import LOCAL_PROFILE, TurnFilter
from mockinterview.report import TurnReport, turn_report
from mockinterview.report.words import (
    clean,
    ending_word,
    headline,
    kind_word,
    minute,
    number,
    percent,
    verdict_word,
    word,
)

if TYPE_CHECKING:
    from mockinterview.history.store import HistoryStore

_Command = TypeVar("_Command", bound=Callable[..., Any])
RECENT = 20

profile_option = click.option(
    "--profile", default=LOCAL_PROFILE, show_default=True, help="누구의 기록인지 (브라우저 프로필 id)."
)


def _list_options(command: _Command) -> _Command:
    limit = click.option(
        "--limit", type=click.IntRange(1), default=RECENT, show_default=True, help="몇 개까지 볼지."
    )
    session = click.option("--session", default=None, help="이 면접의 답만.")
    question = click.option("--question", default=None, help="이 질문의 답만.")
    return profile_option(session(question(limit(json_option(command)))))


@click.group(invoke_without_command=True)
@_list_options
@click.pass_context
def history(ctx: click.Context, /, **options: Any) -> None:
    """지난 답변: 최근 목록, 보기, 내보내기, 지우기."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_turns, **options)
        return
    usual = {option.name: option.get_default(ctx) for option in ctx.command.params}
    misplaced = [name for name, value in options.items() if value != usual[name]]
    if misplaced:  # a profile given here must not be lost on the way to `delete`
        name = misplaced[0].replace("as_json", "json")
        raise click.UsageError(f"--{name}은(는) '{ctx.invoked_subcommand}' 뒤에 쓰세요.", ctx)


@history.command("list")
@_list_options
@pass_app
def list_turns(
    app: App, profile: str, session: str | None, question: str | None, limit: int, as_json: bool
) -> None:
    """최근 답변을 새것부터 보여 줍니다."""
    with open_history(app) as store:
        turns = store.turns(profile, TurnFilter(session=session, question=question), limit=limit)
    if as_json:
        echo_json([_as_dict(turn) for turn in turns])
        return
    if not turns:
        app.say("아직 기록이 없습니다.", "Nothing has been kept yet.")
    for turn in turns:
        click.echo(_line(app, turn))


@history.command("show")
@click.argument("turn_id", metavar="ID")
@profile_option
@json_option
@pass_app
def show(app: App, turn_id: str, profile: str, as_json: bool) -> None:
    """답변 하나를 채점과 함께 보여 줍니다. ID는 앞부분만 써도 됩니다."""
    with open_history(app) as store:
        turn = store.turn(profile, turn_id)
        earlier = store.earlier_grades(profile, turn.id)
    if as_json:
        replaced = [{"replaced_at": e.replaced_at.isoformat(), "grade": _plain(e.grade)} for e in earlier]
        echo_json({**_plain(turn), "earlier_grades": replaced})
        return
    for line in _sheet(app, _report(app, turn)):
        click.echo(line)
    for old in earlier:
        score = number(old.grade.score)
        when = minute(old.replaced_at.astimezone(local_zone()))
        app.say(f"  이전 점수 {score} ({when}에 다시 채점)", f"  earlier score {score} (graded again {when})")


@history.command("export")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="이 파일에 씁니다.")
@profile_option
@pass_app
def export(app: App, out: Path | None, profile: str) -> None:
    """내 기록 전부를 JSON으로 내보냅니다."""
    with open_history(app) as store:
        everything = store.export(profile)
    if out is None:
        echo_json(everything)
        return
    write_file(out, json.dumps(everything, ensure_ascii=True, indent=2))
    app.say(f"답변 {len(everything['turns'])}개: {out}", f"{len(everything['turns'])} turns: {out}")


@history.command("delete")
@click.option("--yes", is_flag=True, help="묻지 않고 지웁니다.")
@profile_option
@pass_app
def delete(app: App, yes: bool, profile: str) -> None:
    """내 기록 전부를 되돌릴 수 없게 지웁니다."""
    with open_history(app) as store:
        if not yes:
            click.confirm(f"'{profile}'의 기록을 모두 지울까요? 되돌릴 수 없습니다.", abort=True)
        gone = store.delete(profile)
    app.say(f"{gone}개 항목을 지웠습니다.", f"{gone} records deleted.")


@history.command("profiles")
@json_option
@pass_app
def list_profiles(app: App, as_json: bool) -> None:
    """이 기록에 있는 프로필들."""
    with open_history(app) as store:
        found = store.profiles()
    if as_json:
        echo_json([{"id": p.id, "created_at": p.created_at.isoformat(), "turns": p.turns} for p in found])
        return
    for profile in found:
        click.echo(f"{clean(profile.id):<40} {profile.turns:>6}")


@history.command("path")
@pass_app
def path(app: App) -> None:
    """기록이 있는 파일이나 데이터베이스."""
    from mockinterview.history.engine import place_of, url_of

    click.echo(place_of(url_of(_where(app))))


def open_history(app: App) -> HistoryStore:
    from mockinterview.history.store import HistoryStore

    return HistoryStore.open(_where(app))


def _where(app: App) -> str | Path:
    return app.settings.history_url or app.places.history


def local_zone() -> tzinfo:
    return datetime.now(UTC).astimezone().tzinfo or UTC


def write_file(path: Path, text: str) -> None:
    """Readable by its owner only: it holds a person's own words."""
    try:
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as exc:
        raise MockInterviewError(
            f"파일을 쓸 수 없습니다: {path} ({exc.strerror})",
            f"The file cannot be written: {path} ({exc.strerror})",
        ) from exc


def _line(app: App, turn: Turn) -> str:
    score = turn.grade.score if turn.grade is not None else None
    when = minute(turn.ended_at.astimezone(local_zone()))
    ending = "" if turn.ending is Ending.ANSWERED else f" ({ending_word(turn.ending, app.settings.language)})"
    return f"{when}  {number(score):>5}  {clean(turn.id)[:12]:<12}  {_one_line(turn.asked.text)}{ending}"


def _report(app: App, turn: Turn) -> TurnReport:
    language = app.settings.language
    return turn_report(1, turn, app.store().bank(), None, language, local_zone())


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _sheet(app: App, turn: TurnReport) -> Iterator[str]:
    language = app.settings.language
    yield _one_line(turn.question)
    facts = (
        headline(turn, language),
        kind_word(turn.kind, language),
        minute(turn.ended_at),
        turn.question_id,
    )
    yield f"  {' · '.join(map(clean, facts))}"
    yield ""
    for line in clean("".join(piece.text for piece in turn.answer)).splitlines():
        yield f"  │ {line}"
    if turn.reason:
        yield f"  {word('why_not', language)}: {_one_line(turn.reason)}"
    for point in turn.points:
        yield f"  {verdict_word(point.verdict, language)} ({percent(point.share)}) {clean(point.says or point.id)}"
        if point.quote:
            yield f"      “{_one_line(point.quote)}”"
    for claim in turn.claims:
        yield f"  ✕ “{_one_line(claim.quote)}” → {_one_line(claim.why)}"
    if turn.feedback is not None and turn.feedback.next_step:
        yield f"  {word('next_step', language)}: {_one_line(turn.feedback.next_step)}"


def _plain(value: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = value.model_dump(mode="json")
    return dumped


def _as_dict(turn: Turn) -> dict[str, Any]:
    return {
        "id": turn.id,
        "session": turn.session_id,
        "question": turn.asked.question_id,
        "text": turn.asked.text,
        "because": turn.asked.because.value,
        "point": turn.asked.point_id,
        "asked_at": turn.asked_at.isoformat(),
        "ended_at": turn.ended_at.isoformat(),
        "ending": turn.ending.value,
        "attempt": turn.attempt,
        "graded": turn.grade is not None and turn.grade.graded,
        "score": turn.grade.score if turn.grade is not None else None,
    }
