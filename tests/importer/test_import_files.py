"""Bytes become text, or one clear line says which file does not and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from import_helpers import says

from mockinterview.errors import NotesError
from mockinterview.importer import Imported, import_notes
from mockinterview.importer.lookalikes import fold_lookalikes

NOTE = "## 드롭아웃이란?\n\n- 학습할 때 뉴런을 무작위로 끈다\n- 앙상블과 비슷한 효과가 있다\n"


@pytest.fixture
def from_bytes(tmp_path: Path) -> Callable[[bytes], Imported]:
    def _read(raw: bytes) -> Imported:
        path = tmp_path / "note.md"
        path.write_bytes(raw)
        return import_notes([path])

    return _read


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (NOTE.encode(), "utf-8"),
        (NOTE.encode("utf-8-sig"), "utf-8"),
        (NOTE.replace("\n", "\r\n").encode(), "utf-8"),
        (NOTE.replace("\n", "\r").encode(), "utf-8"),
        (NOTE.encode("cp949"), "cp949"),
        (NOTE.encode("euc-kr"), "cp949"),
        (NOTE.encode("utf-16"), "utf-16"),
    ],
    ids=["utf-8", "bom", "crlf", "cr", "cp949", "euc-kr", "utf-16"],
)
def test_encodings_and_line_ends_make_no_difference(
    from_bytes: Callable[[bytes], Imported], raw: bytes, encoding: str
) -> None:
    imported = from_bytes(raw)
    assert imported.report.files[0].encoding == encoding
    assert says(imported, "드롭아웃이란?") == [
        "학습할 때 뉴런을 무작위로 끈다",
        "앙상블과 비슷한 효과가 있다",
    ]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "비어"),
        (b"\xef\xbb\xbf \r\n\t", "비어"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "이진"),
        (b"PK\x03\x04\x14\x00\x06\x00", "이진"),
        ("## caf\u00e9 na\u00efve\n".encode("latin-1"), "UTF-8로도"),
        ("## 機械学習とは何ですか\n答えです\n".encode("shift-jis"), "UTF-8로도"),
        (NOTE.encode()[:-3] + b"\xff\xfe" + NOTE.encode(), "UTF-8로도"),
        (b"\xff\xfea", "UTF-8로도"),
        ("그냥 한 문단이다.\n".encode(), "질문을 찾지 못했습니다"),
    ],
    ids=["empty", "blank", "png", "zip", "latin-1", "japanese", "damaged", "cut utf-16", "no question"],
)
def test_what_cannot_be_read_is_refused_by_name(
    from_bytes: Callable[[bytes], Imported], raw: bytes, what: str
) -> None:
    with pytest.raises(NotesError, match=r"note\.md.*") as caught:
        from_bytes(raw)
    assert what in caught.value.ko
    assert "\n" not in caught.value.ko


def test_every_bad_file_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "fine.md").write_text(NOTE, encoding="utf-8")
    with pytest.raises(NotesError) as caught:
        import_notes([tmp_path / "empty.md", tmp_path / "fine.md", tmp_path / "missing.md", tmp_path])
    assert [problem.path.name for problem in caught.value.problems] == [
        "empty.md",
        "missing.md",
        tmp_path.name,
    ]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    assert len(import_notes([path, path]).report.files) == 1


def test_lookalike_letters_are_read_as_latin(from_bytes: Callable[[bytes], Imported]) -> None:
    text = "## Drороut란?\n**Rаndоm** 하게 뉴런을 끈다.\n"
    assert "Dropout" not in text
    imported = from_bytes(text.encode())
    assert "Random 하게 뉴런을 끈다." in says(imported, "Dropout란?")
    assert imported.report.files[0].lookalikes == 5


def test_real_cyrillic_and_greek_stay_as_they_are() -> None:
    assert fold_lookalikes("привет, как дела, а он")[0] == "привет, как дела, а он"
    assert fold_lookalikes("α, β, θ = θ - α∇L")[0] == "α, β, θ = θ - α∇L"
    assert fold_lookalikes("is а subset оf") == ("is a subset of", 2)


def test_invisible_characters_are_gone(from_bytes: Callable[[bytes], Imported]) -> None:
    imported = from_bytes("## Drop\u200bout이란?\n뉴런을 \u202e무작위로\u202c 끈다.\n".encode())
    assert says(imported, "Dropout이란?") == ["뉴런을 무작위로 끈다."]
