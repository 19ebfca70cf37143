"""What is written: rubric files that load, pass the linter, and overwrite nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from import_helpers import SHAPES, Read, questions

from mockinterview.cli.context import App
from mockinterview.cli.rubric_import import import_notes as command
from mockinterview.errors import MockInterviewError, NotesError
from mockinterview.importer import Imported, import_notes
from mockinterview.rubric_store import Bank, Layer, LayerName, RubricStore
from mockinterview.rubric_store.lint import lint
from mockinterview.settings import Settings


def load(folder: Path) -> Bank:
    return RubricStore([Layer(LayerName.PATH, folder)]).bank(strict=True)


def test_drafts_load_as_they_were_made_and_pass_the_linter(shapes: Imported, tmp_path: Path) -> None:
    written = shapes.write(tmp_path)
    bank = load(tmp_path)
    assert {question.id: question for question in bank} == {q.id: q for q in questions(shapes).values()}
    assert [finding for finding in lint(bank) if finding.severity == "warning"] == []
    assert {Path(path).parent for path in written.report.written} == {tmp_path / "classic"}


def test_files_say_that_they_are_drafts_and_of_what(shapes: Imported) -> None:
    text = shapes.texts()["teuri"]
    assert text.startswith("# 초안")
    assert "# 10 = 10_checklist.md\n" in text


def test_an_existing_file_is_never_touched_and_nothing_else_is_written(
    shapes: Imported, tmp_path: Path
) -> None:
    mine = tmp_path / "classic" / "gunjip.yaml"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(MockInterviewError, match=r"gunjip\.yaml"):
        shapes.write(tmp_path)
    assert [path.name for path in tmp_path.rglob("*.yaml")] == ["gunjip.yaml"]
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_unusable_folder_is_one_clear_line(shapes: Imported, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(MockInterviewError, match="file"):
        shapes.write(blocked)


def test_ids_are_stable_unique_and_slugs(read: Read) -> None:
    text = "## 배치 정규화란?\n- 평균을 맞춘다\n## 배치-정규화란 !\n- 분산을 맞춘다\n## ???\n- 아무것도 묻지 않는다\n## 機械学習とは?\n- 데이터에서 배운다\n"
    first, second = read(text), read(text)
    ids = [question.id for topic in first.topics for question in topic.questions]
    assert ids == [question.id for topic in second.topics for question in topic.questions]
    assert len(set(ids)) == len(ids)
    assert "mine.1-notes.baechi-jeonggyuhwa" in ids


def test_another_question_of_the_same_slug_gets_another_id(read: Read) -> None:
    imported = read("## 배치 정규화란?\n- 평균을 맞춘다\n## 배치의 정규화란?\n- 분산을 맞춘다\n")
    ids = [question.id for question in questions(imported).values()]
    assert len(set(ids)) == 2


def test_ids_in_use_elsewhere_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("## Dropout이란?\n- 뉴런을 끄는 것이다\n", encoding="utf-8")
    free = import_notes([path]).topics[0].questions[0].id
    assert import_notes([path], taken={free}).topics[0].questions[0].id != free


def test_keywords_tell_points_apart_and_do_not_repeat_the_question(read: Read) -> None:
    imported = read("## Adam이란?\n- **Adam**은 **Momentum**을 쓴다\n- **Momentum**에 **RMSprop**을 더한다\n")
    keywords = [[group[0] for group in point.keywords] for point in questions(imported)["Adam이란?"].points]
    assert keywords == [["Momentum"], ["RMSprop"]]


def test_words_that_yaml_could_misread_come_back_as_texts(read: Read, tmp_path: Path) -> None:
    imported = read(
        **{
            "009": "## yes\n- **1e5** 이상: no 와 null 과 'on' 과 2024-01-01\n- \"따옴표\" # 주석: - [a, b] {c}\n"
        }
    )
    imported.write(tmp_path)
    assert {question.id: question for question in load(tmp_path)} == {
        q.id: q for q in questions(imported).values()
    }


def test_a_question_with_too_many_claims_is_cut_and_the_report_says_so(read: Read) -> None:
    imported = read(
        "## 숫자란?\n"
        + "".join(f"- {n}번째 이야기는 {n * 7919 % 104729} 이라는 수를 다룬다\n" for n in range(80))
    )
    assert len(questions(imported)["숫자란?"].points) == 60
    assert imported.report.claims_cut == 20


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(Settings(home=tmp_path / "home", cache=tmp_path / "cache"))


def test_the_command_reports_in_json_and_in_both_languages(app: App, tmp_path: Path) -> None:
    notes = [str(path) for path in sorted(SHAPES.glob("*.md"))]
    done = CliRunner().invoke(
        command, [*notes, "--out", str(tmp_path / "a"), "--track", "classic", "--json"], obj=app
    )
    assert done.exit_code == 0, done.output
    report = json.loads(done.output)
    assert report["files"][0]["checklist"] == 5
    assert len(report["written"]) == len(list((tmp_path / "a" / "classic").glob("*.yaml")))
    korean = CliRunner().invoke(command, [*notes, "--out", str(tmp_path / "b")], obj=app)
    assert "답이 없어 초안을 만들지 않은 질문" in korean.output
    english = App(Settings(home=app.settings.home, cache=app.settings.cache, language="en"))
    assert (
        "questions without an answer"
        in CliRunner().invoke(command, [*notes, "--out", str(tmp_path / "c")], obj=english).output
    )


def test_the_command_refuses_wrong_usage_and_bad_files(app: App, tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(command, ["--out", str(tmp_path)], obj=app).exit_code == 2
    assert runner.invoke(command, ["a.md"], obj=app).exit_code == 2
    assert runner.invoke(command, ["a.md", "--out", str(tmp_path), "--track", "한글"], obj=app).exit_code == 2
    missing = runner.invoke(command, [str(tmp_path / "a.md"), "--out", str(tmp_path)], obj=app)
    assert isinstance(missing.exception, NotesError)


def test_keywords_that_no_point_speaks_of_are_reported(read: Read) -> None:
    imported = read("## RBM이란?\nKeyword: 두 층, 에너지\nAnswer: 에너지로 확률을 정하는 모델이다.\n")
    (left,) = imported.report.unplaced_keywords
    assert left.keywords == ("두 층",)
