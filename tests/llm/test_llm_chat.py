"""Configuration, presets, budget, tracing and the scripted chat."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import KEY, MESSAGES, SCHEMA, Talk, config
from wire_server import Say, Status, WireServer

from mockinterview.errors import ChatError, SettingsError
from mockinterview.llm import (
    PRESETS,
    Broken,
    EndpointMemory,
    LlmConfig,
    Meter,
    ScriptedChat,
    Usage,
    open_chat,
    preset_for,
)
from mockinterview.llm.probe import models, probe
from mockinterview.llm.redact import detail, redact


@pytest.mark.parametrize(
    "changes",
    [
        {"model": " "},
        {"base_url": "ftp://x/v1"},
        {"base_url": "localhost:11434"},
        {"base_url": "https://user:pw@host/v1"},
        {"base_url": "http://[oops/v1"},
        {"timeout": 0},
        {"total_timeout": float("nan")},
        {"retries": -1},
        {"concurrency": 0},
        {"max_tokens": 1},
        {"temperature": 3},
        {"budget": -1.0, "price_in": 1, "price_out": 1},
        {"budget": 1.0},
    ],
)
def test_a_setting_that_cannot_work_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        config("http://127.0.0.1/v1", **changes)


def test_a_configuration_never_shows_its_key() -> None:
    shown = repr(config("http://h/v1")) + str(dataclasses.asdict(config("http://h/v1")))
    assert KEY not in shown


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_recognised_by_their_address(name: str) -> None:
    assert preset_for(PRESETS[name].base_url.replace("NAME", "mine")) is PRESETS[name]
    assert PRESETS[name].ko != PRESETS[name].en


def test_this_machine_has_many_names_and_strangers_none() -> None:
    assert preset_for("http://127.0.0.1:11434/v1") is PRESETS["ollama"]
    assert preset_for("http://127.0.0.1:9999/v1") is None
    assert preset_for("https://api.openai.com.evil.example/v1") is None
    assert preset_for("http://[") is None


def test_a_service_that_wants_a_key_is_not_called_without_one() -> None:
    with pytest.raises(ChatError, match="API 키"):
        open_chat(LlmConfig(model="gpt-x")).complete(MESSAGES)


def test_a_local_server_needs_no_key(talk: Talk) -> None:
    chat, _ = talk([Say("fine")], api_key=None)
    assert chat.complete(MESSAGES).text == "fine"


def test_opening_a_chat_touches_neither_network_nor_heavy_libraries() -> None:
    program = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from mockinterview.llm import LlmConfig, open_chat\n"
        "open_chat(LlmConfig(model='m', base_url='http://127.0.0.1:9/v1'))\n"
        "print([m for m in ('openai', 'langchain_openai', 'httpx2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_environment_of_other_programs_changes_nothing(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WireServer([Say("other")]) as other:
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT"):
            monkeypatch.setenv(name, other.url)
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-key")
        chat, server = talk([Say("mine")])
        assert chat.complete(MESSAGES).text == "mine"
        assert "".join(chat.stream(MESSAGES)) == "mine"
        assert len(server.chats) == 2
        assert other.requests == []


class TestBudget:
    def test_tokens_and_money_are_counted_a_call_and_a_session(self, talk: Talk) -> None:
        chat, _ = talk([Say("x")], price_in=0.5, price_out=2.0)
        reply = chat.complete(MESSAGES)
        assert reply.usage == Usage(100, 20, pytest.approx(0.09), calls=1)
        list(chat.stream(MESSAGES))
        assert chat.meter.spent.tokens == 240
        assert chat.meter.spent.cost == pytest.approx(0.18)

    @pytest.mark.parametrize(
        "limits", [{"budget_tokens": 200}, {"budget": 0.15, "price_in": 0.5, "price_out": 2.0}]
    )
    def test_an_empty_purse_stops_before_the_next_call(self, talk: Talk, limits: dict[str, object]) -> None:
        chat, server = talk([Say("x")], **limits)
        chat.complete(MESSAGES)
        chat.complete(MESSAGES)
        with pytest.raises(ChatError, match="예산"):
            chat.complete(MESSAGES)
        with pytest.raises(ChatError, match="예산"):
            next(chat.stream(MESSAGES))
        assert len(server.chats) == 2

    @pytest.mark.parametrize(
        "usage",
        [
            None,
            {"prompt_tokens": -5, "completion_tokens": 1, "total_tokens": 1},
            {"prompt_tokens": 10**15, "completion_tokens": 0, "total_tokens": 0},
        ],
    )
    def test_a_nonsense_count_is_replaced_by_a_guess(self, talk: Talk, usage: object) -> None:
        chat, _ = talk([Say("한글 다섯 자", usage=usage)])
        spent = chat.complete(MESSAGES).usage
        assert spent.estimated
        assert 0 < spent.tokens < 100

    def test_a_broken_stream_is_paid_for_too(self, talk: Talk) -> None:
        chat, _ = talk([Say("some words here", finish=None)])
        with pytest.raises(ChatError):
            list(chat.stream(MESSAGES))
        assert chat.meter.spent.tokens_out > 0


def test_no_more_calls_at_once_than_allowed() -> None:
    busy, most, lock = [], [], threading.Lock()

    def script(_: object) -> Say:
        with lock:
            busy.append(1)
            most.append(len(busy))
        return Leaving("x", pause=0.05)

    class Leaving(Say):
        def play(self, line: object, request: object) -> None:
            super().play(line, request)  # type: ignore[arg-type]
            with lock:
                busy.pop()

    with WireServer(script) as server:
        chat = open_chat(config(server.url, concurrency=2))
        with ThreadPoolExecutor(8) as pool:
            texts = list(pool.map(lambda _: chat.complete(MESSAGES).text, range(8)))
    assert texts == ["x"] * 8
    assert max(most) <= 3  # a reply is on its way while the server still tidies up


def test_habits_are_shared_by_chats_of_one_memory(talk: Talk) -> None:
    from wire_server import Only

    memory = EndpointMemory()
    with WireServer([Only(["text"], Say('{"points": []}'))]) as server:
        for _ in range(2):
            open_chat(config(server.url), memory=memory).complete(MESSAGES, SCHEMA)
        assert len(server.chats) == 5


class TestProbe:
    def test_a_working_endpoint_says_how_it_works(self) -> None:
        with WireServer([Say('{"ok": true}')]) as server:
            found = probe(config(server.url))
            assert found.works
            assert found.format == "json_schema"
            assert models(config(server.url)) == ("wire-model",)

    def test_a_failing_one_says_what_to_do(self) -> None:
        with WireServer([Status(401, "wrong")]) as server:
            found = probe(config(server.url))
        assert not found.works
        assert "MOCKINTERVIEW_LLM_API_KEY" in found.ko
        assert models(config(server.url)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Incorrect API key provided: sk-proj-abc***xyz.",
        "Authorization: Bearer abcdef123456",
        '{"api_key": "abcdef123456"}',
        "https://user:abcdef123456@host/v1",
        "key-abcdef123456 is wrong",
        "AIzaabcdef123456789",
        "eyJabcdef123456.abcdef123456.abcdef123456",
        "sent my%2Fown%2Fkey",
        "sent my/own/key",
    ],
)
def test_keys_of_any_shape_are_masked(text: str) -> None:
    shown = redact(text, ["my/own/key"])
    assert "***" in shown
    for secret in ("abcdef123456", "abc***xyz", "own/key", "own%2F"):
        assert secret not in shown


def test_a_strangers_words_become_one_short_line() -> None:
    assert detail("two\nlines\x1b[31m\u202e" + "x" * 500).startswith("two lines [31m")
    assert len(detail("x" * 500)) == 200


class TestScripted:
    def test_lines_come_in_order_and_calls_are_kept(self) -> None:
        chat = ScriptedChat(["one", {"points": []}, lambda messages: messages[-1].text])
        assert chat.complete(MESSAGES).text == "one"
        assert chat.complete(MESSAGES, SCHEMA).data == {"points": []}
        assert "".join(chat.stream(MESSAGES)) == "question"
        assert len(chat.calls) == 3
        with pytest.raises(ChatError, match="대본"):
            chat.complete(MESSAGES)

    def test_it_breaks_where_it_is_told_to(self) -> None:
        pieces = ScriptedChat([Broken("half a words")]).stream(MESSAGES)
        assert next(pieces) == "half a words"
        with pytest.raises(ChatError, match="끊겼"):
            next(pieces)

    def test_it_obeys_a_budget(self) -> None:
        chat = ScriptedChat.always("x" * 100)
        chat.meter = Meter(budget_tokens=10)
        chat.complete(MESSAGES)
        with pytest.raises(ChatError, match="예산"):
            chat.complete(MESSAGES)
