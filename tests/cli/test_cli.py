"""The command line as a user meets it: exit codes, one line an error, JSON that can be relied on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mockinterview.cli import main

QUESTION = "dl.activation.why-relu"
GOOD = "시그모이드는 미분 최댓값이 0.25라 층이 깊어지면 기울기가 사라지는데 렐루는 양수에서 1이라 그대로 전달됩니다."


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=stdin)


def test_listing_as_json() -> None:
    result = run("rubric", "list", "--json")
    listed = json.loads(result.output)
    assert result.exit_code == 0
    assert {"id", "question", "aliases", "layer", "topic"} <= set(listed[0])


def test_the_bare_noun_lists() -> None:
    assert run("rubric").output == run("rubric", "list").output


def test_show_tells_the_layers() -> None:
    shown = json.loads(run("rubric", "show", QUESTION, "--json").output)
    assert set(shown["layers"].values()) == {"shipped"}
    assert "시그모이드" in run("rubric", "show", QUESTION).output


def test_an_unknown_id_is_one_line_and_exit_1() -> None:
    result = run("rubric", "show", "dl.activation.why-rel")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert QUESTION in result.stderr


def test_wrong_usage_is_exit_2() -> None:
    assert run("grade").exit_code == 2
    assert run("no-such-noun").exit_code == 2
    assert run("grade", "--in", "x.jsonl").exit_code == 2


def test_the_schema_knows_the_format() -> None:
    schema = json.loads(run("rubric", "schema").output)
    assert {"schema", "track", "topic", "questions"} <= set(schema["properties"])


def test_check_accepts_a_two_minute_rubric_and_grading_uses_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        'id: my.tea\nquestion: "녹차와 홍차의 차이는?"\npoints:\n'
        '  - {id: ferment, says: "홍차는 잎을 산화시켜 만들고 녹차는 산화를 막는다."}\n'
        '  - {id: taste, says: "녹차는 풋풋하고 홍차는 진하다."}\n',
        encoding="utf-8",
    )
    assert run("rubric", "check", str(path)).exit_code == 0
    answer = "홍차는 찻잎을 산화시켜서 만들고 녹차는 산화를 막은 거예요."
    result = run("grade", "--question", "my.tea", "--answer", answer, "--rubrics", str(path), "--json")
    grade = json.loads(result.output)
    assert grade["graded"]
    assert grade["points"][0]["verdict"] == "covered"


def test_check_by_grading_says_which_points_need_a_counter(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        'id: my.tea\nquestion: "녹차란?"\npoints:\n  - {id: ferment, says: "녹차는 산화를 막은 차다."}\n',
        encoding="utf-8",
    )
    found = json.loads(run("rubric", "check", str(path), "--grading", "--json").output)["findings"]
    assert [f["key"] for f in found if f["rule"] == "believes-false"] == ["my.tea: points.ferment.says"]


def test_a_damaged_rubric_is_one_line_naming_file_line_and_key(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("id: q\nquestion: 왜\npoints:\n  - {id: a, syas: 말}\n", encoding="utf-8")
    result = run("rubric", "check", str(path))
    assert result.exit_code == 1
    assert f"{path}:4: q: points.a.syas" in result.stderr


def test_a_grade_keeps_its_contract() -> None:
    grade = json.loads(
        run("grade", "--question", QUESTION, "--answer", GOOD, "--grader", "offline", "--json").output
    )
    assert {
        "question",
        "score",
        "graded",
        "reason",
        "grader",
        "confidence",
        "points",
        "flags",
        "language",
    } <= set(grade)
    assert {"kind", "embedder", "model", "version"} <= set(grade["grader"])
    for point in grade["points"]:
        assert {"id", "verdict", "credit", "confidence", "weight", "evidence", "note"} <= set(point)
        if point["evidence"]:
            evidence = point["evidence"]
            assert GOOD[evidence["start"] : evidence["end"]] == evidence["text"]


def test_an_empty_answer_is_not_graded() -> None:
    grade = json.loads(
        run("grade", "--question", QUESTION, "--answer", " ", "--grader", "offline", "--json").output
    )
    assert (grade["graded"], grade["score"]) == (False, None)
    assert grade["reason"]


def test_an_answer_from_standard_input() -> None:
    result = run(
        "grade", "--question", QUESTION, "--answer", "-", "--grader", "offline", "--json", stdin=GOOD
    )
    assert json.loads(result.output)["score"] > 0


def batch_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_batch_keeps_order_and_skips_bad_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "answers.jsonl", tmp_path / "grades.jsonl"
    rows = [
        json.dumps({"question": QUESTION, "answer": GOOD, "id": 1}),
        "not json",
        json.dumps({"question": "no.such", "answer": GOOD}),
        json.dumps({"question": QUESTION, "answer": "", "id": "empty"}),
        json.dumps({"question": QUESTION, "answer": "half an emoji \ud83d", "id": 5}),
    ]
    source.write_text("\n".join(rows), encoding="utf-8")
    result = run("grade", "--in", str(source), "--out", str(target), "--grader", "offline")
    assert result.exit_code == 0, result.output
    assert [(row["id"], row["line"]) for row in batch_lines(target)] == [(1, 1), ("empty", 4), (5, 5)]
    assert f"{source}:2:" in result.stderr
    assert f"{source}:3:" in result.stderr


def test_an_interrupted_batch_continues(tmp_path: Path) -> None:
    source, target = tmp_path / "answers.csv", tmp_path / "grades.jsonl"
    source.write_text(
        "id,question,answer\n" + f"a,{QUESTION},하나\nb,{QUESTION},둘\nc,{QUESTION},셋\n", encoding="utf-8"
    )
    assert run("grade", "--in", str(source), "--out", str(target), "--grader", "offline").exit_code == 0
    whole = target.read_text(encoding="utf-8")
    first = whole.splitlines(keepends=True)[0]
    target.write_text(first + whole.splitlines()[1][:30], encoding="utf-8")
    assert (
        run("grade", "--in", str(source), "--out", str(target), "--grader", "offline", "--resume").exit_code
        == 0
    )
    assert target.read_text(encoding="utf-8") == whole


def test_workers_give_the_same_file(tmp_path: Path) -> None:
    source = tmp_path / "answers.jsonl"
    source.write_text(
        "\n".join(json.dumps({"question": QUESTION, "answer": f"{GOOD} {i}"}) for i in range(4)),
        encoding="utf-8",
    )
    outputs = []
    for workers in ("1", "2"):
        target = tmp_path / f"grades{workers}.jsonl"
        command = [
            "grade",
            "--in",
            str(source),
            "--out",
            str(target),
            "--grader",
            "offline",
            "--workers",
            workers,
        ]
        subprocess.run([sys.executable, "-m", "mockinterview", *command], check=True, capture_output=True)
        outputs.append(target.read_text(encoding="utf-8"))
    assert outputs[0] == outputs[1]


def test_evaluate_prints_the_contract(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    question = {
        "qid": "q1", "question": "녹차란?", "topic": "tea", "lang": "ko",
        "points": [{"id": "p1", "statement": "녹차는 산화를 막은 차다.", "keywords": ["산화"], "weight": 1.0}],
        "model_answer": "녹차는 산화를 막아 만든 차입니다.",
        "answers": [
            {"aid": "a", "kind": "good", "text": "산화를 막은 차예요.", "verdicts": {"p1": "covered"}, "score": 95},
            {"aid": "b", "kind": "vague", "text": "몸에 좋은 차예요.", "verdicts": {"p1": "missing"}, "score": 10},
        ],
    }  # fmt: skip
    gold.write_text(json.dumps(question, ensure_ascii=False) + "\n", encoding="utf-8")
    result = json.loads(run("evaluate", str(gold), "--grader", "offline", "--json").output)
    assert {"n", "score", "points", "by_kind", "within_kind_spearman", "latency_ms", "grader"} <= set(result)
    assert set(result["score"]) == {"spearman", "pearson", "qwk", "mae", "rmse"}


@pytest.mark.parametrize("text", ["", "{", "{}", '{"qid": "x"}'])
def test_damaged_gold_is_one_line(tmp_path: Path, text: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(text, encoding="utf-8")
    result = run("evaluate", str(gold))
    assert result.exit_code == 1
    assert "gold.jsonl" in result.stderr
    assert "Traceback" not in result.stderr
