"""The way to ask for an object is found out from the endpoint, and remembered."""

from __future__ import annotations

import pytest
from conftest import MESSAGES, SCHEMA, Talk
from hypothesis import given
from hypothesis import strategies as st
from wire_server import Only, Request, Say, Status

from mockinterview.errors import ChatError
from mockinterview.llm.json_text import Unreadable, parse_object, salvage

GOOD = '{"points": [{"id": "a"}]}'
DATA = {"points": [{"id": "a"}]}


@pytest.mark.parametrize("known", ["json_schema", "tools", "json_object", "text"])
def test_the_first_format_that_is_taken_is_remembered(talk: Talk, known: str) -> None:
    chat, server = talk([Only([known], Say(GOOD))])
    reply = chat.complete(MESSAGES, SCHEMA)
    assert (reply.data, reply.format) == (DATA, known)
    asked = len(server.chats)
    chat.complete(MESSAGES, SCHEMA)
    assert [request.format for request in server.chats[asked:]] == [known]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (422, "Unprocessable"),
        (404, "No endpoints found that support tool use"),
        (500, "failed to parse grammar"),
        (501, "response_format is not implemented"),
    ],
)
def test_servers_refuse_a_format_in_many_ways(talk: Talk, status: int, message: str) -> None:
    chat, _ = talk([Only(["text"], Say(GOOD), status=status, message=message)])
    assert chat.complete(MESSAGES, SCHEMA).data == DATA


def test_the_shape_is_told_in_words_where_the_format_cannot_tell_it(talk: Talk) -> None:
    chat, server = talk([Only(["text"], Say(GOOD))])
    chat.complete(MESSAGES, SCHEMA)
    assert '"required":["points"]' in server.chats[-1].prompt
    assert '"required":["points"]' not in server.chats[0].prompt


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{GOOD}\n```",
        f"Here it is:\n{GOOD}\nHope this helps!",
        f'<think>maybe {{"points": []}}?</think>{GOOD}',
        f"{GOOD}\n{GOOD}",
        '{"points": [{"id": "a"}], }'.replace(", }", "}"),
    ],
)
def test_wrapping_is_borne(talk: Talk, text: str) -> None:
    chat, server = talk([Say(text)])
    assert chat.complete(MESSAGES, SCHEMA).data == DATA
    assert len(server.chats) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I cannot do that.",
        '{"points": [',
        '{"other": 1}',
        f'{GOOD}{{"points": []}}',
        '{"points": [], "points": [1]}',
        "[]",
        "",
    ],
)
def test_an_unreadable_reply_is_asked_for_once_more(talk: Talk, text: str) -> None:
    chat, server = talk([Say(text), Say(GOOD)])
    assert chat.complete(MESSAGES, SCHEMA).data == DATA
    assert len(server.chats) == 2


def test_two_unreadable_replies_are_enough(talk: Talk) -> None:
    chat, server = talk([Say("nonsense")])
    with pytest.raises(ChatError, match="읽을 수 없습니다"):
        chat.complete(MESSAGES, SCHEMA)
    assert len(server.chats) == 2


def test_text_instead_of_a_tool_call_is_read_too(talk: Talk) -> None:
    chat, _ = talk([Only(["tools"], Say(GOOD, as_tool=False))])
    assert chat.complete(MESSAGES, SCHEMA).data == DATA


def test_nan_is_no_number(talk: Talk) -> None:
    chat, _ = talk([Say('{"points": [{"id": "a", "credit": NaN, "score": -Infinity}]}')])
    assert chat.complete(MESSAGES, SCHEMA).data == {"points": [{"id": "a", "credit": None, "score": None}]}


@pytest.mark.parametrize(
    ("message", "gone", "there"),
    [
        (
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'",
            "max_tokens",
            "max_completion_tokens",
        ),
        ("'temperature' does not support 0.0", "temperature", "max_tokens"),
    ],
)
def test_a_refused_parameter_is_changed_and_remembered(
    talk: Talk, message: str, gone: str, there: str
) -> None:
    def picky(request: Request) -> object:
        return Status(400, message) if gone in request.body else Say(GOOD)

    chat, server = talk(picky)
    assert chat.complete(MESSAGES, SCHEMA).format == "json_schema"
    assert there in server.chats[-1].body
    chat.complete(MESSAGES, SCHEMA)
    assert len(server.chats) == 3


def test_usage_in_streams_is_not_insisted_upon(talk: Talk) -> None:
    def old(request: Request) -> object:
        return (
            Status(400, "unknown field stream_options") if "stream_options" in request.body else Say("fine")
        )

    chat, _ = talk(old)
    assert "".join(chat.stream(MESSAGES)) == "fine"
    assert chat.meter.spent.estimated


def test_what_is_sent_is_what_was_configured(talk: Talk) -> None:
    chat, server = talk([Say("x")], max_tokens=77, temperature=0.3, extra_body={"top_k": 5})
    chat.complete(MESSAGES)
    body = server.chats[0].body
    assert (body["model"], body["max_tokens"], body["temperature"], body["top_k"]) == (
        "wire-model",
        77,
        0.3,
        5,
    )
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert server.chats[0].headers["authorization"].startswith("Bearer ")


@given(st.text(max_size=400))
def test_no_text_breaks_the_parser(text: str) -> None:
    for candidate in (text, "{" + text, GOOD + text, '{"points": [' + text):
        try:
            assert "points" in parse_object(candidate, SCHEMA)
        except Unreadable:
            assert isinstance(salvage(candidate, SCHEMA)["points"], list)


@pytest.mark.parametrize(
    "text", ["{" * 900_000, '{"a":' * 200_000, "[" * 500_000, '{"points": [' + "{" * 100_000]
)
def test_nested_garbage_costs_no_time(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_object(text, SCHEMA)
    assert salvage(text, SCHEMA) == {"points": []}
