"""Pictures as SVG: whatever the code returned, what is drawn is well-formed, on the paper, and made of numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure, Series
from mockinterview.ui.present.figure import figure
from mockinterview.ui.present.svg import Axis, cut, ems, number, spaced
from mockinterview.ui.texts import Words

KO, EN = Words("ko"), Words("en")
SLACK = 0.06
"""Places are written with one decimal."""

NUMBERS = st.one_of(st.floats(), st.floats(-10, 10), st.integers(-5, 5).map(float))
ROWS = st.lists(NUMBERS, max_size=8).map(tuple)
LABELS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
NAMES = st.builds(Localized, ko=LABELS, en=LABELS)
SERIES = st.builds(Series, name=NAMES, x=ROWS, y=ROWS, known=st.booleans())
FIGURES = st.builds(
    Figure,
    kind=st.sampled_from(["lines", "path", "heatmap", "bars"]),
    title=NAMES,
    series=st.lists(SERIES, max_size=5).map(tuple),
    ground=st.lists(SERIES, max_size=2).map(tuple),
    rows=st.lists(ROWS, max_size=8).map(tuple),
    block=st.integers(0, 4),
    labels=st.lists(LABELS, max_size=9).map(tuple),
    row_labels=st.lists(LABELS, max_size=9).map(tuple),
    x=NAMES,
    y=NAMES,
)


def parsed(picture: Figure, words: Words = KO) -> ElementTree.Element:
    return ElementTree.fromstring(figure(picture, words))


def numbers(element: ElementTree.Element, *names: str) -> list[float]:
    return [float(element.attrib[name]) for name in names]


def corners(element: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """All points between which an element lies."""
    if element.tag == "rect":
        x, y, width, height = numbers(element, "x", "y", "width", "height")
        assert width > 0
        assert height > 0
        yield from ((x, y), (x + width, y + height))
    elif element.tag == "circle":
        x, y, r = numbers(element, "cx", "cy", "r")
        yield from ((x - r, y - r), (x + r, y + r))
    elif element.tag == "line":
        x1, y1, x2, y2 = numbers(element, "x1", "y1", "x2", "y2")
        yield from ((x1, y1), (x2, y2))
    elif element.tag == "text":
        x, y = numbers(element, "x", "y")
        yield x, y
    elif element.tag in ("polyline", "polygon"):
        for point in element.attrib["points"].split():
            x, y = map(float, point.split(","))
            yield x, y


@given(FIGURES, st.sampled_from([KO, EN]))
def test_any_figure_is_well_formed_and_on_its_paper(picture: Figure, words: Words) -> None:
    root = parsed(picture, words)
    assert root.tag == "figure"
    for sheet in root.iter("svg"):
        width, height = map(float, sheet.attrib["viewBox"].split()[2:])
        assert 0 < width <= 600
        assert 0 < height <= 1000
        for element in sheet.iter():
            for x, y in corners(element):
                assert -SLACK <= x <= width + SLACK
                assert -SLACK <= y <= height + SLACK


@pytest.mark.parametrize("labels", [{"labels": ("",)}, {"row_labels": ("",)}])
def test_a_name_without_letters_is_not_drawn(labels: dict[str, tuple[str]]) -> None:
    picture = Figure(kind="heatmap", title=Localized(ko="제목"), rows=((0.0,),), **labels)
    assert [element.text for element in parsed(picture).iter("text")] == ["0"]


@given(FIGURES)
def test_no_number_of_a_picture_is_nan(picture: Figure) -> None:
    bare = picture.model_copy(
        update={
            "title": Localized(ko="제목"),
            "series": tuple(s.model_copy(update={"name": Localized(ko="줄")}) for s in picture.series),
            "ground": (),
            "labels": (),
            "row_labels": (),
            "x": Localized(),
            "y": Localized(),
        }
    )
    assert not re.search(
        r"\b(nan|inf|infinity|none)\b", figure(bare, KO).replace("NaN이나", ""), re.IGNORECASE
    )


@given(st.sampled_from(["lines", "path", "heatmap", "bars"]), LABELS)
def test_words_of_a_picture_are_words_and_never_markup(kind: str, said: str) -> None:
    name = Localized(ko=said + "<b>&\"'</b>")
    label = "<i>"
    picture = Figure.model_validate(
        {
            "kind": kind,
            "title": name,
            "series": [{"name": name, "x": [0, 1], "y": [1, 2]}] * 2,
            "rows": [[1, 2], [3, 4]],
            "labels": [label] * 2,
            "row_labels": [label] * 2,
            "x": name,
            "y": name,
        }
    )
    root = parsed(picture)
    assert root.find("figcaption").text == name.ko  # type: ignore[union-attr]
    assert not {"b", "script"} & {element.tag for element in root.iter()}
    assert "<i>" not in figure(picture, KO).replace("<i class", "")


@pytest.mark.parametrize("kind", ["lines", "path", "bars", "heatmap"])
def test_where_nothing_can_be_drawn_that_is_said(kind: str) -> None:
    lost = Figure.model_validate(
        {
            "kind": kind,
            "title": {"ko": "빈 그림"},
            "series": [{"name": {"ko": "내 것"}, "x": [0.0], "y": [math.nan]}] if kind != "heatmap" else [],
            "rows": [[math.inf]] if kind == "heatmap" else [],
        }
    )
    empty = Figure.model_validate({"kind": kind, "title": {"ko": "빈 그림"}})
    assert KO("lab.figure.empty") in figure(lost, KO)
    assert KO("lab.figure.lost", count=1) in figure(lost, KO)
    assert KO("lab.figure.empty") in figure(empty, KO)
    assert not list(parsed(lost).iter("svg"))


def matrix(*rows: tuple[float, ...], **more: object) -> Figure:
    return Figure.model_validate({"kind": "heatmap", "title": {"ko": "행렬"}, "rows": rows, **more})


def texts(picture: Figure) -> list[str]:
    return [element.text or "" for element in parsed(picture).iter("text")]


def test_a_confusion_matrix_says_what_rows_and_columns_are() -> None:
    picture = matrix(
        (9, 5), (8, 19), labels=("가", "나"), row_labels=("다", "라"), x={"ko": "예측"}, y={"ko": "실제"}
    )
    assert texts(picture) == ["↓ 실제", "→ 예측", "가", "나", "다", "라", "9", "5", "8", "19"]


def test_larger_numbers_are_stronger_and_signs_differ() -> None:
    cells = list(parsed(matrix((0, 1, -2, 4))).iter("rect"))
    strengths = [float(cell.attrib["fill-opacity"]) for cell in cells]
    assert strengths == sorted(strengths)
    assert ["is-negative" in cell.attrib["class"] for cell in cells] == [False, False, True, False]


def test_a_cell_without_a_number_is_marked() -> None:
    picture = matrix((1.0, math.nan))
    assert [("is-lost" in cell.attrib["class"]) for cell in parsed(picture).iter("rect")] == [False, True]
    assert texts(picture) == ["1", "×"]


def test_numbers_are_written_only_where_they_fit() -> None:
    assert texts(matrix((0.123, -4.5))) == ["0.12", "−4.50"]
    assert texts(matrix(tuple(float(n) / 7 for n in range(40)))) == []
    assert texts(matrix((1e-5, 2e-5))) == []


def test_matrices_side_by_side_stand_apart() -> None:
    places = [float(cell.attrib["x"]) for cell in parsed(matrix((1.0, 2.0, 3.0, 4.0), block=2)).iter("rect")]
    gaps = [right - left for left, right in pairwise(places)]
    assert gaps[0] == pytest.approx(gaps[2], abs=0.02)
    assert gaps[1] > 1.2 * gaps[0]


def test_the_candidates_own_curve_has_the_first_colour_wherever_it_stands() -> None:
    series = [
        {"name": {"ko": "n"}, "x": [0, 1], "y": [1, 2], "known": known} for known in (True, False, True)
    ]
    picture = Figure.model_validate({"kind": "bars", "title": {"ko": "막대"}, "series": series})
    looks = [item.attrib["class"] for item in parsed(picture).iter("i")]
    assert looks == ["mi-s2 is-known", "mi-s1", "mi-s3 is-known"]


def test_land_that_is_larger_than_the_paper_is_cut_at_its_edge() -> None:
    name = Localized(ko="땅")
    wide = Series(name=name, x=(-100, 100, 100, -100), y=(-100, -100, 100, 100))
    away = Series(name=name, x=(50, 60, 60), y=(50, 50, 60))
    walk = Series(name=name, x=(0, 1), y=(0, 1))
    picture = Figure(kind="path", title=name, series=(walk,), ground=(wide, away))
    whole, nothing = (area.attrib["points"].split() for area in parsed(picture).iter("polygon"))
    assert len(set(whole)) == 4
    assert nothing == []


def test_steps_are_counted_in_whole_numbers() -> None:
    assert Axis.within(range(12), 0, 1).ticks == (0, 5, 10)
    assert Axis.within([0.0, 1.0, 2.0, 3.0], 0, 1).ticks == (0, 1, 2, 3)
    assert Axis.within([-3.1, 3.1], 0, 1).ticks == (-2, 0, 2)


@given(st.lists(st.floats(-1e299, 1e299), min_size=1, max_size=5))
def test_round_numbers_lie_around_all_values(values: list[float]) -> None:
    axis = Axis.over(values, 0.0, 100.0)
    slack = 1e-6 * (axis.high - axis.low)
    assert axis.low <= min(values) + slack
    assert axis.high >= max(values) - slack
    assert 2 <= len(axis.ticks) <= 12
    assert all(-1e-6 <= axis.at(value) <= 100.000001 for value in values)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (-0.0, "0"), (-1.5, "−1.5"), (12500.0, "12,500"), (3e7, "3e7"), (-2e-9, "−2e−9")],
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


@given(LABELS, st.floats(1, 20))
def test_a_cut_name_fits(said: str, most: float) -> None:
    assert ems(cut(said, most)) <= most


def test_labels_that_stand_too_close_are_thinned_out() -> None:
    assert [place for place, _ in spaced(["x1", "x2", "x3"], 60)] == [0, 1, 2]
    assert [place for place, _ in spaced(["열여섯", "열일곱", "열여덟", "열아홉"], 30)] == [0, 2]
