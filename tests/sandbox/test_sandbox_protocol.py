"""Whatever a child writes on its pipe, the reader answers with plain values or an error, and nothing else."""

from __future__ import annotations

import contextlib
import json
import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mockinterview.sandbox import Tensor
from mockinterview.sandbox.guest.codec import MAX_NODES, CodecError, Decoder, Encoder, Ref
from mockinterview.sandbox.guest.frames import Frame, FrameError, FrameOverflow, FrameReader, pack
from mockinterview.sandbox.result import ErrorReport
from mockinterview.sandbox.transcript import UNANSWERED, Transcript

MAGIC = b"MIF1"
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
ARRAYS = hnp.arrays(
    st.sampled_from(["b1", "i1", "i8", "u2", "f2", "f4", "f8", "c16", ">f8"]),
    hnp.array_shapes(min_dims=0, min_side=0),
)
VALUES = st.recursive(
    SCALARS | ARRAYS | ARRAYS.map(lambda array: Tensor(array, True, False, "float32")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text("abc", max_size=5) | st.integers(0, 99), inner, max_size=3)
    ),
    max_leaves=12,
)
JUNK = st.recursive(
    SCALARS.filter(lambda value: not isinstance(value, complex)).filter(lambda value: value == value)
    | st.sampled_from(
        ["a", "g", "p", "T", "l", "t", "d", "z", "b", "i", "f", "c", "s", "r", "f8", "b1", "O"]
    ),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=15,
)

SOME = settings(deadline=None, max_examples=50)
MANY = settings(deadline=None, max_examples=200)


def travel(value: object) -> object:
    encoder = Encoder()
    (frame,) = FrameReader(total=10**7).feed(pack({"value": encoder.node(value)}, encoder.buffers))
    decoder = Decoder(frame.body)
    arrived = decoder.value(frame.header["value"])
    decoder.finish()
    return arrived


def same(left: object, right: object) -> bool:
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        return same(left.array, right.array) and left.requires_grad == right.requires_grad
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return (
            left.shape == right.shape
            and left.dtype.kind == right.dtype.kind
            and np.array_equal(left, right, equal_nan=left.dtype.kind in "fc")
        )
    if type(left) is not type(right):
        return False
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(map(same, left.values(), right.values()))
    if isinstance(left, float):
        return left == right or (math.isnan(left) and math.isnan(right))
    return left == right or repr(left) == repr(right)


@SOME
@given(VALUES)
def test_values_arrive_as_they_left(value: object) -> None:
    assert same(travel(value), value)


@SOME
@given(hnp.arrays("f8", hnp.array_shapes()).map(lambda array: array[..., ::-1].T))
def test_strided_arrays_arrive_whole(array: np.ndarray) -> None:
    assert np.array_equal(travel(array), array, equal_nan=True)


@pytest.mark.parametrize("scalar", [np.float32(1.5), np.int64(-3), np.bool_(True), np.complex128(1j)])
def test_numpy_scalars_stay_numpy_scalars(scalar: np.generic) -> None:
    assert type(travel(scalar)) is type(scalar)
    assert travel(scalar) == scalar


def test_special_floats_are_kept() -> None:
    arrived = travel([math.nan, math.inf, -math.inf, -0.0] * 8)
    assert math.isnan(arrived[0])
    assert arrived[1:3] == [math.inf, -math.inf]
    assert math.copysign(1, arrived[3]) == -1


@pytest.mark.parametrize(
    "value",
    [
        object(),
        np.array([object()]),
        np.array(["a"]),
        {1.5: 2},
        {True: 1},
        b"x",
        {1, 2},
        1 << 2000,
        np.datetime64(0, "s"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_travel_says_so(value: object) -> None:
    with pytest.raises(CodecError):
        Encoder().node(value)


def test_endless_and_deep_values_are_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    for value in (loop, [0] * (MAX_NODES + 1)):
        with pytest.raises(CodecError):
            Encoder().node(value)


@MANY
@given(JUNK, st.binary(max_size=64))
def test_junk_nodes_are_values_or_errors(node: object, body: bytes) -> None:
    decoder = Decoder(body)
    try:
        value = decoder.value(node)
        decoder.finish()
    except CodecError:
        return
    assert isinstance(
        value, (type(None), bool, int, float, complex, str, list, tuple, dict, np.ndarray, np.generic, Tensor)
    )


@pytest.mark.parametrize(
    ("node", "body"),
    [
        (["a", "O", [1]], bytes(8)),
        (["a", "f8", [2]], bytes(8)),
        (["a", "f8", [-1]], bytes(8)),
        (["a", "f8", [True]], bytes(8)),
        (["a", "f8", [1.0]], bytes(8)),
        (["a", "f8", [0, 2**40]], b""),
        (["a", "f8", [2**20] * 4 + [0]], b""),
        (["a", "f8", [1] * 17], bytes(8)),
        (["a", ["f8"], [1]], bytes(8)),
        (["a", "b1", [2]], b"\x01\x02"),
        (["g", "f8", [1]], bytes(8)),
        (["p", "d", "f8", [1]], bytes(8)),
        (["r", "name"], b""),
        (["f", 1], b""),
        (["f", "Infinity"], b""),
        (["i", "xyz"], b""),
        (["i", "f" * 301], b""),
        (["i", 5], b""),
        (["b", 1], b""),
        (["d", [["a"]]], b""),
        (["d", [[1.5, ["z"]]]], b""),
        (["z", 1], b""),
        (["T", 1, False, "", "f8", [1]], bytes(8)),
        ([], b""),
        ("z", b""),
        (None, b""),
    ],
)
def test_strange_nodes_are_errors(node: object, body: bytes) -> None:
    with pytest.raises(CodecError):
        Decoder(body).value(node)


def test_left_over_bytes_are_an_error() -> None:
    decoder = Decoder(bytes(9))
    decoder.value(["a", "f8", [1]])
    with pytest.raises(CodecError):
        decoder.finish()


def test_references_are_only_read_where_they_are_expected() -> None:
    assert Decoder(b"", references=True).value(["r", "net"]) == Ref("net")


@SOME
@given(
    st.lists(
        st.tuples(st.dictionaries(st.text(), st.integers() | st.text()), st.binary(max_size=99)), max_size=5
    ),
    st.data(),
)
def test_frames_survive_any_cutting(words: list[tuple[dict, bytes]], data: st.DataObject) -> None:
    stream = b"".join(pack(header, [body]) for header, body in words)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    reader = FrameReader(total=len(stream))
    pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    frames = [frame for piece in pieces for frame in reader.feed(piece)]
    assert [(frame.header, frame.body) for frame in frames] == [
        (dict(header), body) for header, body in words
    ]


@MANY
@given(st.binary(max_size=200))
def test_junk_bytes_never_crash_the_reader(junk: bytes) -> None:
    for stream in (junk, MAGIC + junk, struct.pack("<4sIQ", MAGIC, len(junk), 0) + junk):
        with contextlib.suppress(FrameError):
            list(FrameReader(total=1000).feed(stream))


@pytest.mark.parametrize(
    "text",
    [
        b"[]",
        b"1",
        b"{",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1, "a": 2}',
        b"\xff",
        b"[" * 10**5,
        b'{"a":' * 10**4,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_strange_headers_are_errors(text: bytes) -> None:
    with pytest.raises(FrameError):
        list(FrameReader(total=10**6).feed(struct.pack("<4sIQ", MAGIC, len(text), 0) + text))


def test_sizes_are_believed_only_within_the_limit() -> None:
    with pytest.raises(FrameError):
        list(FrameReader(total=100).feed(struct.pack("<4sIQ", MAGIC, 2**32 - 1, 0)))
    with pytest.raises(FrameOverflow):
        list(FrameReader(total=100).feed(struct.pack("<4sIQ", MAGIC, 2, 2**63)))
    with pytest.raises(FrameOverflow):
        list(FrameReader(total=10).feed(bytes(11)))


def word(**header: object) -> Frame:
    return Frame(json.loads(json.dumps(header)), b"")


def test_the_first_answer_counts() -> None:
    transcript = Transcript(2)
    for value in (["b", False], ["b", True]):
        transcript.read(word(kind="answer", index=0, value=value))
    assert [answer.value for answer in transcript.answers()] == [False, None]
    assert transcript.answers()[1].error == UNANSWERED
    assert not transcript.complete


def test_answers_that_are_all_there_end_the_reading() -> None:
    transcript = Transcript(1)
    transcript.read(word(kind="answer", index=0, value=["z"]))
    assert transcript.complete


@pytest.mark.parametrize(
    "header",
    [
        {"kind": "pass"},
        {"kind": ["answer"]},
        {"kind": "answer", "index": 5, "value": ["z"]},
        {"kind": "answer", "index": -1, "value": ["z"]},
        {"kind": "answer", "index": "0", "value": ["z"]},
        {"kind": "answer", "index": 0},
        {"kind": "answer", "index": 0, "value": ["a", "O", []]},
        {"kind": "answer", "index": 0, "error": "pass"},
        {"kind": "answer", "index": 0, "error": {"type": 1, "message": "", "category": "", "frames": []}},
        {"kind": "answer", "index": 0, "error": {"type": "", "message": "", "category": "", "frames": [[1]]}},
        {"kind": "failed"},
        {},
    ],
    ids=str,
)
def test_strange_words_are_errors(header: dict[str, object]) -> None:
    with pytest.raises(FrameError):
        Transcript(1).read(word(**header))


def test_a_flood_of_words_is_an_error() -> None:
    transcript = Transcript(1)
    for _ in range(18):
        transcript.read(word(kind="loaded"))
    with pytest.raises(FrameError):
        transcript.read(word(kind="loaded"))


def test_reports_are_cut_and_made_plain() -> None:
    error = {
        "type": "\x1b[2J" * 99,
        "message": "m" * 10**5,
        "category": ["x"],
        "frames": [[1, "f\x07", "t" * 999]] * 99,
    }
    transcript = Transcript(1)
    transcript.read(word(kind="failed", error=error))
    failure = transcript.failure
    assert isinstance(failure, ErrorReport)
    assert "\x1b" not in failure.text
    assert len(failure.message) == 2000
    assert len(failure.frames) == 12
    assert failure.category == "error"
    assert len(failure.frames[0].text) == 200
