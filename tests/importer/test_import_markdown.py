"""Markdown as people write it."""

from __future__ import annotations

import pytest
from import_helpers import Read, questions, says

from mockinterview.importer.blocks import Prose, Table, parse_markdown


def everything(imported: object) -> str:
    return repr(imported.topics)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "struck",
    [
        "~~층을 줄인다~~",
        "<del>층을 줄인다</del>",
        "<s>층을\n  줄인다</s>",
        "<div><strike>층을 줄인다</strike></div>",
    ],
)
def test_struck_out_text_appears_nowhere(read: Read, struck: str) -> None:
    imported = read(f"## 과적합은 어떻게 막나?\n- 데이터를 늘린다\n- {struck}\n")
    assert "줄인다" not in everything(imported)
    assert imported.report.files[0].struck_out == 1


def test_a_struck_out_heading_takes_its_section_with_it(read: Read) -> None:
    imported = read(
        "## ~~옛날 질문은?~~\n옛날 답이다.\n### 그 아래 질문은?\n아래 답이다.\n## 새 질문은?\n새로운 답이다.\n"
    )
    assert list(questions(imported)) == ["새 질문은?"]
    assert "답이다" in everything(imported)
    assert "옛날" not in everything(imported)


def test_a_single_tilde_is_a_range_and_stays(read: Read) -> None:
    assert says(read("## 범위는?\n- 출력은 0~1 사이, 평균은 -1~1 사이\n"), "범위는?") == [
        "출력은 0~1 사이, 평균은 -1~1 사이"
    ]


def test_images_and_addresses_go_and_link_texts_stay(read: Read) -> None:
    imported = read(
        "## 풀링이란?\n![그림 설명](https://example.org/a.png)\n- [특징 맵](https://example.org)을 줄인다\n"
        "- 참고: https://example.org/b\n- https://example.org/c\n"
    )
    assert says(imported, "풀링이란?") == ["특징 맵을 줄인다"]
    assert imported.report.files[0].images == 1


def test_hashes_inside_a_fence_are_no_headings(read: Read) -> None:
    imported = read(
        "## 질문은?\n```python\n# 주석은?\n## 둘째 주석은?\n```\n대답은 한 문장이다.\n~~~\n### 셋째는?\n~~~\n"
    )
    assert list(questions(imported)) == ["질문은?"]
    assert says(imported, "질문은?") == ["대답은 한 문장이다."]


def test_an_unclosed_fence_does_not_swallow_the_questions_after_it(read: Read) -> None:
    imported = read(
        "## 첫째란?\n첫째 답이다.\n```python\nx = 1\n\n## 둘째란?\n둘째 답이다.\n```\ny = 2\n```\n\n## 셋째란?\n셋째 답이다.\n"
    )
    assert list(questions(imported)) == ["첫째란?", "둘째란?", "셋째란?"]
    assert imported.report.files[0].unclosed_fences == (3,)


def test_an_unclosed_fence_at_the_end_is_only_reported(read: Read) -> None:
    imported = read("## 첫째란?\n첫째 답이다.\n```\n# 주석은?\nx = 1\n")
    assert list(questions(imported)) == ["첫째란?"]
    assert imported.report.files[0].unclosed_fences == (3,)


def test_a_fence_inside_a_quote_is_closed_there(read: Read) -> None:
    imported = read("## 첫째란?\n> ```\n> x = 1\n> ```\n\n첫째 답이다.\n\n## 둘째란?\n둘째 답이다.\n")
    assert imported.report.files[0].unclosed_fences == ()
    assert imported.report.questions == 2


def test_stars_of_a_product_are_no_emphasis(read: Read) -> None:
    assert says(read("## F1이란?\n- F1 = (2*P*R) / (P + R) 로 *구한다*\n"), "F1이란?") == [
        "F1 = (2*P*R) / (P + R) 로 구한다"
    ]


def test_a_sentence_over_dashes_is_no_heading(read: Read) -> None:
    imported = read("## 질문은?\n이것은 대답하는 문장이다.\n---\n다음 문장도 대답이다.\n")
    assert says(imported, "질문은?") == ["이것은 대답하는 문장이다.", "다음 문장도 대답이다."]


def test_a_short_bullet_labels_what_stands_under_it(read: Read) -> None:
    imported = read(
        "## 역전파란?\n- 출력층\n  - 오차를 미분한다\n- 은닉층: 연쇄 법칙을 쓴다\n  - 앞 층으로 곱해 간다\n"
    )
    assert says(imported, "역전파란?") == [
        "출력층: 오차를 미분한다",
        "은닉층: 연쇄 법칙을 쓴다",
        "은닉층: 앞 층으로 곱해 간다",
    ]


def test_rhetorical_questions_claim_nothing(read: Read) -> None:
    imported = read("## Recall이란?\n- 진짜 가운데 얼마나 찾았나?\n- 실제 양성 중 찾아낸 비율이다\n")
    assert says(imported, "Recall이란?") == ["실제 양성 중 찾아낸 비율이다"]


def test_tables_keep_their_cells_and_lines() -> None:
    document = parse_markdown("| a | b |\n|--|--|\n| 1 | **2** |\n\n끝")
    table, prose = document.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["1", "2"]]
    assert isinstance(prose, Prose)
    assert prose.line == 5


@pytest.mark.parametrize(
    "header",
    ["---\ntitle: [머신러닝] 따옴표 없는 제목\n---\n", "---\ntitle: x\n", "---\n\n문단\n\n---\n", "---\n"],
    ids=["not yaml", "never closed", "a rule", "alone"],
)
def test_odd_front_matter_is_no_obstacle(read: Read, header: str) -> None:
    assert says(read(f"{header}\n## 질문은?\n대답은 한 문장이다.\n"), "질문은?") == ["대답은 한 문장이다."]


def test_line_numbers_count_the_front_matter(read: Read) -> None:
    imported = read("---\ntitle: x\n---\n\n## 질문은?\n\n## 다른 질문은?\n한 문장이다.\n")
    assert [(q.question, q.sources[0].line) for q in imported.report.unanswered] == [("질문은?", 5)]
