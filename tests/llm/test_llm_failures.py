"""Everything that can go wrong on the wire ends in a reply or in one line that says what to do."""

from __future__ import annotations

import gzip
import time
import traceback
from collections.abc import Iterator

import pytest
from conftest import KEY, MESSAGES, SCHEMA, Talk, config
from wire_server import Body, Close, Drip, Hang, Say, Status, Stream, refused_port

from mockinterview.errors import ChatError
from mockinterview.llm.langchain_chat import LangChainChat

GOOD = '{"points": [{"id": "a"}]}'


@pytest.mark.parametrize(
    ("status", "message", "ko", "en"),
    [
        (401, "Incorrect API key provided", "API 키", "API key"),
        (403, "not allowed", "권한", "rights"),
        (404, "model not found", "모델 이름", "model's name"),
        (408, "timeout", "초 안에 답하지", "did not answer"),
        (409, "conflict", "다시 채점", "Grade again"),
        (429, "slow down", "요청이 너무 많", "too many requests"),
        (402, "pay", "잔액", "credit"),
        (500, "oops", "서버에 문제", "problem of its own"),
        (502, "bad gateway", "502", "502"),
        (503, "overloaded", "503", "503"),
        (413, "too big", "최대 길이", "longer context"),
        (418, "teapot", "받지 않습니다", "does not take"),
        (302, "moved", "받지 않습니다", "does not take"),
    ],
)
def test_a_status_becomes_one_line_with_advice(
    talk: Talk, status: int, message: str, ko: str, en: str
) -> None:
    chat, server = talk([Status(status, message, headers={"Location": "/elsewhere"})])
    with pytest.raises(ChatError) as caught:
        chat.complete(MESSAGES)
    assert ko in caught.value.ko
    assert en in caught.value.en
    assert "\n" not in caught.value.ko + caught.value.en
    assert len(server.chats) == 1


def test_a_used_up_quota_is_told_apart_from_too_many_requests(talk: Talk) -> None:
    chat, _ = talk([Status(429, "You exceeded your quota", type="insufficient_quota")])
    with pytest.raises(ChatError, match="잔액"):
        chat.complete(MESSAGES)


def test_a_context_that_is_too_long_is_named(talk: Talk) -> None:
    chat, server = talk([Status(400, "This model's maximum context length is 4096 tokens")])
    with pytest.raises(ChatError, match="최대 길이"):
        chat.complete(MESSAGES, SCHEMA)
    assert len(server.chats) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_a_passing_failure_is_tried_again(talk: Talk, status: int) -> None:
    chat, server = talk([Status(status), Say(GOOD)], retries=1)
    assert chat.complete(MESSAGES, SCHEMA).data == {"points": [{"id": "a"}]}
    assert len(server.chats) == 2


def test_retry_after_is_obeyed_to_the_second(talk: Talk) -> None:
    chat, _ = talk([Status(429, headers={"Retry-After": "3"}), Say("fine")], retries=1)
    assert chat.complete(MESSAGES).text == "fine"
    assert talk.waits == [3.0]  # type: ignore[attr-defined]


def test_a_long_retry_after_is_told_and_not_waited_for(talk: Talk) -> None:
    chat, server = talk([Status(429, headers={"Retry-After": "600"})], retries=3)
    with pytest.raises(ChatError, match="600초 뒤"):
        chat.complete(MESSAGES)
    assert len(server.chats) == 1


def test_a_refused_connection_is_not_retried() -> None:
    chat = LangChainChat(config(f"http://127.0.0.1:{refused_port()}/v1", retries=5))
    with pytest.raises(ChatError, match="서버가 켜져"):
        chat.complete(MESSAGES)


def test_an_address_that_does_not_exist_is_named() -> None:
    chat = LangChainChat(config("http://no-such-host.invalid/v1"))
    with pytest.raises(ChatError, match="철자"):
        chat.complete(MESSAGES)


def test_silence_before_the_reply_times_out(talk: Talk) -> None:
    chat, _ = talk([Hang()], timeout=0.2)
    with pytest.raises(ChatError, match=r"0\.2초 안에"):
        chat.complete(MESSAGES)


def test_a_slow_drip_is_stopped_by_the_total_time(talk: Talk) -> None:
    chat, _ = talk([Drip(gap=0.02)], timeout=2.0, total_timeout=0.4)
    started = time.monotonic()
    with pytest.raises(ChatError, match="너무 느려서"):
        chat.complete(MESSAGES)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("after", [b"", b'{"id": "chat-1", "choi'])
def test_a_closed_socket_is_a_broken_connection(talk: Talk, after: bytes) -> None:
    chat, _ = talk([Close(after)])
    with pytest.raises(ChatError, match="끊겼"):
        chat.complete(MESSAGES)


def test_a_closed_socket_is_tried_again(talk: Talk) -> None:
    chat, _ = talk([Close(), Say("fine")], retries=1)
    assert chat.complete(MESSAGES).text == "fine"


def test_ten_megabytes_are_not_read(talk: Talk) -> None:
    chat, _ = talk([Body(b'{"choices": "' + b"x" * 10_000_000 + b'"}')])
    with pytest.raises(ChatError, match="너무 커서"):
        chat.complete(MESSAGES)


def test_a_compressed_bomb_is_not_unfolded(talk: Talk) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    chat, _ = talk([Body(bomb, headers={"Content-Encoding": "gzip"})])
    with pytest.raises(ChatError, match="너무 커서"):
        chat.complete(MESSAGES)


@pytest.mark.parametrize(
    "body",
    [
        {"choices": []},
        {"choices": None},
        {},
        [],
        {"error": "something"},
        {"choices": [{"index": 0, "finish_reason": "stop"}]},
        "<html>Sign in to the Wi-Fi</html>",
        b"\xff\xfe not json",
    ],
)
def test_a_reply_in_another_form_is_named(talk: Talk, body: object) -> None:
    chat, _ = talk([Body(body)])
    with pytest.raises(ChatError, match=r"OpenAI 형식|끊겼"):
        chat.complete(MESSAGES, SCHEMA)


@pytest.mark.parametrize("step", [Say("no", finish="content_filter"), Say("", refusal="I cannot")])
def test_a_content_filter_is_told(talk: Talk, step: Say) -> None:
    chat, _ = talk([step])
    with pytest.raises(ChatError, match="내용 필터"):
        chat.complete(MESSAGES, SCHEMA)


def test_azures_content_filter_comes_as_a_400(talk: Talk) -> None:
    chat, server = talk([Status(400, "filtered", code="content_filter")])
    with pytest.raises(ChatError, match="내용 필터"):
        chat.complete(MESSAGES, SCHEMA)
    assert len(server.chats) == 1


def test_what_was_finished_before_the_length_limit_is_kept(talk: Talk) -> None:
    chat, _ = talk([Say('{"points": [{"id": "a"}, {"id": "b"}, {"id": "c', finish="length")])
    reply = chat.complete(MESSAGES, SCHEMA)
    assert reply.finish == "length"
    assert reply.data == {"points": [{"id": "a"}, {"id": "b"}]}


def read_into(seen: list[str], pieces: Iterator[str]) -> None:
    for piece in pieces:
        seen.append(piece)  # not extend: it would keep nothing when the stream breaks


class TestStreams:
    def test_pieces_come_as_they_are_written(self, talk: Talk) -> None:
        chat, _ = talk([Say("한 조각씩 옵니다, 하나둘셋.")])
        pieces = list(chat.stream(MESSAGES))
        assert "".join(pieces) == "한 조각씩 옵니다, 하나둘셋."
        assert len(pieces) > 1

    @pytest.mark.parametrize(
        ("step", "line"),
        [
            (Stream(["처음", "까지"], finish=None), "끊겼"),
            (Stream(["처음", "까지"], reset=True), "끊겼"),
            (Stream(["처음", "까지"], hang=True), "초 안에"),
            (Stream(["처음", "까지"], finish="length"), "길이 제한"),
            (Stream(["처음", "까지"], finish="content_filter"), "내용 필터"),
        ],
    )
    def test_what_came_before_the_break_is_not_lost(self, talk: Talk, step: Stream, line: str) -> None:
        chat, _ = talk([step], timeout=1.0)
        seen: list[str] = []
        with pytest.raises(ChatError, match=line):
            read_into(seen, chat.stream(MESSAGES))
        assert "".join(seen) == "처음까지"

    def test_a_failure_before_the_first_piece_is_tried_again(self, talk: Talk) -> None:
        chat, server = talk([Status(503), Say("fine")], retries=1)
        assert "".join(chat.stream(MESSAGES)) == "fine"
        assert len(server.chats) == 2

    def test_an_endless_stream_is_stopped_by_the_total_time(self, talk: Talk) -> None:
        chat, _ = talk([Stream(["x"] * 5000, pause=0.02)], total_timeout=0.4)
        with pytest.raises(ChatError, match="너무 느려서"):
            list(chat.stream(MESSAGES))

    def test_a_flood_is_stopped(self, talk: Talk) -> None:
        chat, _ = talk([Stream(["x" * 50_000] * 200)], total_timeout=20)
        with pytest.raises(ChatError, match="너무 커서"):
            list(chat.stream(MESSAGES))

    def test_a_reader_who_leaves_frees_the_slot(self, talk: Talk) -> None:
        chat, _ = talk([Stream(["x"] * 50, pause=0.01)], concurrency=1)
        pieces = chat.stream(MESSAGES)
        next(pieces)
        pieces.close()  # type: ignore[attr-defined]
        assert chat.complete  # the next line would wait for ever if the slot were kept
        assert next(chat.stream(MESSAGES)) == "x"


def test_a_key_is_nowhere_in_what_people_see(talk: Talk) -> None:
    chat, _ = talk([Status(403, f"key {KEY} (Bearer {KEY}) is not allowed; api_key={KEY[:12]}")])
    with pytest.raises(ChatError) as caught:
        chat.complete(MESSAGES)
    printed = "".join(traceback.format_exception(caught.value)) + repr(chat.config) + str(chat.config)
    assert KEY not in printed
    assert KEY[:12] not in printed
    assert "***" in caught.value.ko


def test_a_key_is_sent_only_to_the_address_that_was_given(talk: Talk) -> None:
    elsewhere, other = talk([Say("stolen")])
    chat, _ = talk([Body({}, 307, headers={"Location": f"{other.url}/chat/completions"})])
    with pytest.raises(ChatError):
        chat.complete(MESSAGES)
    assert other.requests == []
    assert elsewhere.meter.spent.calls == 0
