"""`mockinterview grade`: one answer, or a whole file of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mockinterview.cli.context import App, echo_json, json_option, pass_app, rubrics_option
from mockinterview.cli.grade_again import grade_again
from mockinterview.cli.grade_batch import Batch, run_batch
from mockinterview.cli.graders import GRADERS, Graders
from mockinterview.domain.grade import Grade, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.errors import AnswersError, Problem
from mockinterview.history import LOCAL_PROFILE

_MARKS = {
    Verdict.COVERED: "●",
    Verdict.PARTIAL: "◐",
    Verdict.MISSING: "○",
    Verdict.CONTRADICTED: "✗",
    Verdict.UNGRADED: "?",
}


@click.command()
@click.option("--question", "question_id", metavar="ID", help="질문 id (rubric list 로 찾습니다).")
@click.option("--answer", metavar="TEXT", help="답. '-' 이면 표준 입력에서 읽습니다.")
@click.option(
    "--in", "source", metavar="FILE", type=click.Path(path_type=Path), help="답 여러 개: .jsonl, .csv, '-'."
)
@click.option("--out", "target", metavar="FILE", type=click.Path(path_type=Path), help="채점 결과 .jsonl.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="동시에 채점할 프로세스 수."
)
@click.option("--resume", is_flag=True, help="중단된 --out 파일의 뒤를 이어 채점합니다.")
@click.option("--again", metavar="TURN", help="기록에 있는 답을 다시 채점합니다 (id 또는 last).")
@click.option("--profile", default=LOCAL_PROFILE, show_default=True, help="--again: 누구의 기록인지.")
@click.option("--grader", type=click.Choice(GRADERS), default="auto", show_default=True)
@rubrics_option
@json_option
@pass_app
def grade(
    app: App,
    again: str | None,
    profile: str,
    question_id: str | None,
    answer: str | None,
    source: Path | None,
    target: Path | None,
    workers: int,
    resume: bool,
    grader: str,
    rubrics: tuple[Path, ...],
    as_json: bool,
) -> None:
    """답 하나(--question, --answer) 또는 파일 전체(--in, --out)를 채점합니다."""
    if source is not None:
        if target is None or question_id or answer:
            raise click.UsageError("--in 은 --out 과 함께 쓰고, --question/--answer 와는 함께 쓰지 않습니다.")
        run_batch(app, Batch(source, target, workers, resume, grader, rubrics))
        return
    graders = Graders(app.settings, rubrics)
    if again is not None:
        question, result = grade_again(app, profile, again, graders, grader)
        _show(app, question, result, as_json=as_json)
        return
    if question_id is None or answer is None:
        raise click.UsageError("--question 과 --answer 가 필요합니다 (또는 --in 과 --out).")
    question = graders.bank().question(question_id)
    result = graders.open(grader)(question, _stdin() if answer == "-" else answer)
    _show(app, question, result, as_json=as_json)


def _show(app: App, question: Question, result: Grade, *, as_json: bool) -> None:
    if as_json:
        echo_json(result.model_dump(mode="json"))
    else:
        for line in sheet(question, result, app.settings.language):
            click.echo(line.encode("utf-8", "replace").decode("utf-8"))


def _stdin() -> str:
    raw = sys.stdin.buffer.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        problem = Problem(
            Path("-"), None, "", "표준 입력이 UTF-8이 아닙니다.", "standard input is not UTF-8."
        )
        raise AnswersError([problem]) from exc


def sheet(question: Question, result: Grade, language: str) -> list[str]:
    """The grade for people: what earned what, in the candidate's own words."""
    korean = language != "en"
    if result.score is None:
        return [f"{'채점하지 않음' if korean else 'Not graded'}: {result.reason}"]
    band = f" ({result.band.low:.0f}–{result.band.high:.0f})" if result.band else ""
    note = f"  ({result.grader.note})" if result.grader.note else ""
    lines = [f"{result.score:.0f}{'점' if korean else ''}{band}  [{result.grader.kind}]{note}"]
    if result.flags:
        lines.append("! " + ", ".join(result.flags))
    says = {point.id: point.says for point in question.points}
    for said in result.points:
        lines.append(f"{_MARKS[said.verdict]} {says[said.id]}")
        if said.evidence is not None:
            lines.append(f"    “{' '.join(said.evidence.text.split())}”")
    for claim in result.misconceptions:
        lines.append(f"✗ “{' '.join(claim.evidence.text.split())}”\n    → {claim.why}")
    return lines
