"""Rubric files in layers: what loads, what is refused and with which words."""

from __future__ import annotations

import itertools
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mockinterview.errors import NotFound, RubricError
from mockinterview.resources import Places
from mockinterview.rubric_store import Layer, LayerName, RubricStore
from mockinterview.settings import Settings

MINIMAL = """\
questions:
  - id: my.why
    question: "왜 그런가요?"
    points:
      - {id: first, says: "첫째 이유가 있다."}
      - {id: second, says: "둘째 이유가 있다."}
"""

FULL = """\
schema: 1
track: mine
topic: base
title: {ko: 바탕, en: Base}
questions:
  - id: my.base
    question: {ko: 무엇인가요, en: What is it}
    points:
      - {id: one, says: "하나다.", keywords: [[하나, one], [둘]], weight: 2}
      - {id: two, says: "둘이다."}
    misconceptions:
      - {id: none, says: ["없다."], why: "있다.", contradicts: one}
"""


def store(*layers: tuple[LayerName, Path]) -> RubricStore:
    return RubricStore([Layer(name, path) for name, path in layers])


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL,
        "\n".join(line[2:] for line in MINIMAL.splitlines()[1:]),  # a bare list of questions
        "id: my.why\nquestion: 왜\npoints: [{id: a, says: 그래서}, {id: b, says: 저래서}]\n",
    ],
    ids=["topic", "list", "question"],
)
def test_a_two_minute_rubric_loads(tmp_path: Path, text: str) -> None:
    bank = store((LayerName.PATH, write(tmp_path / "mine.yaml", text))).bank(strict=True)
    question = bank.question("my.why")
    assert len(question.points) == 2
    assert question.points[0].weight == 1


def test_flat_keywords_are_groups_of_one(tmp_path: Path) -> None:
    text = "id: q\nquestion: 왜\npoints: [{id: a, says: 말, keywords: [가, 나]}]\n"
    bank = store((LayerName.PATH, write(tmp_path / "q.yaml", text))).bank(strict=True)
    assert bank.question("q").points[0].keywords == (("가",), ("나",))


def test_an_overlay_changes_one_point_and_says_so(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped" / "mine" / "base.yaml", FULL)
    write(
        tmp_path / "user" / "base.yaml",
        "track: mine\nquestions:\n  - id: my.base\n    points: [{id: two, weight: 5}]\n",
    )
    bank = store((LayerName.SHIPPED, shipped.parent.parent), (LayerName.USER, tmp_path / "user")).bank(
        strict=True
    )
    entry = bank.entry("my.base")
    assert [point.weight for point in entry.question.points] == [2, 5]
    assert entry.question.points[1].says == "둘이다."
    assert entry.layers_of_points() == {"one": "shipped", "two": "user"}


def test_an_overlay_can_take_a_point_or_a_question_away(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped" / "base.yaml", FULL)
    user = write(tmp_path / "user.yaml", "questions: [{id: my.base, points: [{id: two, drop: true}]}]\n")
    layers = ((LayerName.SHIPPED, shipped), (LayerName.USER, user))
    assert [p.id for p in store(*layers).bank(strict=True).question("my.base").points] == ["one"]
    write(user, "questions: [{id: my.base, drop: true}]\n")
    assert len(store(*layers).bank(strict=True)) == 0


def test_nobody_queues_for_a_look_at_the_files(tmp_path: Path) -> None:
    """Every press looks, and on a busy server each look waits for its turn on the processor again and again."""
    together, looks = threading.Barrier(2, timeout=5), itertools.count()

    class MeetingPlace(Layer):
        def files(self) -> tuple[Path, ...]:
            if next(looks) < 2:
                together.wait()
            return ()

    shelf = RubricStore([MeetingPlace(LayerName.SHIPPED, tmp_path)])
    with ThreadPoolExecutor(2) as pool:
        banks = [pool.submit(shelf.bank) for _ in range(2)]
        assert banks[0].result(20) is banks[1].result(20)


def test_a_file_changed_on_disk_is_picked_up(tmp_path: Path) -> None:
    path = write(tmp_path / "q.yaml", MINIMAL)
    rubrics = store((LayerName.PATH, path))
    assert "my.why" in rubrics.bank()
    write(path, MINIMAL.replace("my.why", "my.other"))
    os.utime(path, ns=(1, 1))
    assert "my.other" in rubrics.bank()


def test_a_damaged_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path / "good.yaml", MINIMAL)
    write(tmp_path / "bad.yaml", "questions: [")
    bank = store((LayerName.USER, tmp_path)).bank()
    assert "my.why" in bank
    assert [problem.path.name for problem in bank.problems] == ["bad.yaml"]


DAMAGE = {
    "syntax": (FULL.replace("points:", "points: [", 1), 9, "weight"),
    "tab": (FULL.replace("  - id: my.base", "\t- id: my.base"), 6, "id"),
    "unknown key": (FULL.replace("weight: 2", "wieght: 2"), 9, "my.base: points.one.wieght"),
    "key twice": (FULL.replace("track: mine", "track: mine\ntrack: mine"), 3, "track"),
    "id twice": (FULL.replace("id: two", "id: one"), 6, "my.base"),
    "no id": (FULL.replace("id: my.base\n    question", "question"), 6, "questions[0].id"),
    "no says": (FULL.replace('says: "둘이다."', "weight: 1"), 10, "my.base: points.two.says"),
    "empty says": (FULL.replace("둘이다.", " "), 10, "my.base: points.two.says"),
    "no points": (FULL[: FULL.index("    points")] + "    points: []\n", 8, "my.base: points"),
    "weight nan": (FULL.replace("weight: 2", "weight: .nan"), 9, "my.base: points.one.weight"),
    "weight text": (FULL.replace("weight: 2", "weight: heavy"), 9, "my.base: points.one.weight"),
    "level": (FULL + "    level: expert\n", 13, "my.base: level"),
    "dangling point": (FULL.replace("contradicts: one", "contradicts: three"), 6, "my.base"),
    "dangling follow-up": (FULL + "    follow_ups: [my.nothing]\n", 13, "my.base: follow_ups[0]"),
    "schema": (FULL.replace("schema: 1", "schema: 7"), 1, "schema"),
    "alias": (FULL.replace("title: {ko: 바탕, en: Base}", "title: &t {ko: 바탕}\norder: *t"), 4, "order"),
}


@pytest.mark.parametrize(("text", "line", "key"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_named_by_file_line_and_key(tmp_path: Path, text: str, line: int, key: str) -> None:
    path = write(tmp_path / "bad.yaml", text)
    with pytest.raises(RubricError) as caught:
        store((LayerName.PATH, path)).bank(strict=True)
    problem = caught.value.problems[0]
    assert (problem.path, problem.line, problem.key) == (path, line, key)
    assert problem.in_language("ko").count("\n") == 0
    assert problem.in_language("en") != problem.in_language("ko")


def test_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cp949.yaml"
    path.write_bytes(MINIMAL.encode("cp949"))
    with pytest.raises(RubricError) as caught:
        store((LayerName.PATH, path)).bank(strict=True)
    assert (caught.value.problems[0].line, caught.value.problems[0].key) == (3, "question")


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = FULL.replace("weight: 2", "wieght: 2").replace("둘이다.", " ").replace('why: "있다."', "why: 3")
    with pytest.raises(RubricError) as caught:
        store((LayerName.PATH, write(tmp_path / "bad.yaml", text))).bank(strict=True)
    assert len(caught.value.problems) == 3


def test_the_same_id_in_two_files_of_a_layer_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", MINIMAL)
    write(tmp_path / "b.yaml", MINIMAL)
    with pytest.raises(RubricError, match=r"a\.yaml"):
        store((LayerName.USER, tmp_path)).bank(strict=True)


def test_an_unknown_question_names_the_nearest(tmp_path: Path) -> None:
    bank = store((LayerName.PATH, write(tmp_path / "q.yaml", MINIMAL))).bank()
    with pytest.raises(NotFound, match=r"my\.why"):
        bank.question("my.whi")


def test_yaml_one_point_one_surprises_stay_texts(tmp_path: Path) -> None:
    text = "id: q\nquestion: 왜\npoints: [{id: a, says: 말, keywords: [no, on, 0.25]}]\n"
    with pytest.raises(RubricError):  # 0.25 is a number: the author is told to quote it
        store((LayerName.PATH, write(tmp_path / "q.yaml", text))).bank(strict=True)
    quoted = write(tmp_path / "q.yaml", text.replace("0.25", '"0.25"'))
    bank = store((LayerName.PATH, quoted)).bank(strict=True)
    assert bank.question("q").points[0].keywords == (("no",), ("on",), ("0.25",))


def test_a_missing_rubric_path_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        RubricStore.standard(Places(Settings.from_env({})), [tmp_path / "nowhere.yaml"])
