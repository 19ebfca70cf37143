"""Whatever the file holds: drafts that load, or an error of our own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.errors import MockInterviewError
from mockinterview.importer import import_notes
from mockinterview.rubric_store import Layer, LayerName, RubricStore

PIECES = [
    "# ", "## ", "### ", "- ", "  - ", "- [ ] ", "- [x] ", "> ", "1. ", "```python\n", "```\n", "~~~\n", "---\n", "===\n",
    "| a | b |\n|--|--|\n| ", " | ", "Keyword: ", "Answer: ", "#### 면접 포인트\n", "## 답변\n", "#### 한 줄 정의\n", "~~", "**",
    "`", "$", "$$", "\\", "<div>", "</div>", "<del>", "<!--", "<![", "![x](", "[y](z)", "\n", "\n\n", "  \n", "\t", "title: ",
    "Dropout이란?", "Batch Normalization의 효과는?", "뉴런을 끈다.", "FP16 = 4 B", "4바이트(FP16)", "않는다", "é", "а", "\u200b",
    "\ufffe", "😀", "한", "ㄱ", "?", "：", "1e5", "null", "&amp;", "\x85", "\u2028", "%", "🄰",
]  # fmt: skip
MARKDOWN = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)


def drafts_load_or_one_of_our_errors(*contents: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}_n.md" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        try:
            imported = import_notes(paths)
        except MockInterviewError:
            return
        assert list(imported.report.lines("ko"))
        out = Path(folder) / "out"
        imported.write(out)
        bank = RubricStore([Layer(LayerName.PATH, out)]).bank(strict=True)
        assert {q.id: q for q in bank} == {q.id: q for topic in imported.topics for q in topic.questions}


@settings(deadline=None)
@given(MARKDOWN)
def test_any_markdown(text: str) -> None:
    drafts_load_or_one_of_our_errors(text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(MARKDOWN, MARKDOWN)
def test_any_two_documents(first: str, second: str) -> None:
    drafts_load_or_one_of_our_errors(
        ("## Dropout이란?\n- 뉴런을 끈다\n" + first).encode("utf-8", "replace"),
        ("## Dropout의 효과는?\nAnswer: " + second).encode("utf-8", "replace"),
    )


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    drafts_load_or_one_of_our_errors(raw)


def test_a_large_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text(
        "".join(
            f"## 질문 {n}번 Term{n}이란?\n- 답 {n}은 이것이다\n\n```\n# 코드\n```\n\n" for n in range(2_000)
        ),
        encoding="utf-8",
    )
    imported = import_notes([path])
    assert imported.report.drafts == 2_000


def test_markup_without_end_does_not_take_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "deep.md"
    for markup in ("*a ", "[", "~~a ", "> ", "- ", "`a ", "$a_ ", "<a ", "<![", "|"):
        path.write_text("## 질문은?\n대답하는 문장이다.\n\n" + markup * 100_000, encoding="utf-8")
        assert import_notes([path]).report.questions == 1
