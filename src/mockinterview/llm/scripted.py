"""A chat that says what it was told to say: for tests, demonstrations and rehearsals without a network."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mockinterview.errors import ChatError
from mockinterview.llm.budget import Meter, guess_tokens
from mockinterview.llm.chat import Message, Reply, Schema, Usage
from mockinterview.llm.json_text import Unreadable, parse_object

PIECE = 12
"""Characters a streamed piece has."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A stream that stops after this text without an ending."""

    text: str


Line = str | Mapping[str, Any] | Broken | ChatError
Script = Line | Callable[[Sequence[Message]], Line]


class ScriptedChat:
    """Gives the lines of its script one after the other; a function in the script sees the messages."""

    def __init__(self, script: Iterable[Script], model: str = "scripted", meter: Meter | None = None) -> None:
        self._script = list(script)
        self._lock = threading.Lock()
        self.model = model
        self.meter = meter or Meter()
        self.calls: list[tuple[Message, ...]] = []
        """Everything that was asked, in order."""

    @classmethod
    def always(cls, line: Script, model: str = "scripted") -> ScriptedChat:
        return _Endless([line], model)

    def complete(self, messages: Sequence[Message], schema: Schema | None = None) -> Reply:
        line = self._next(messages)
        if isinstance(line, Broken):
            raise _broken_off()
        text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
        data = None
        if schema is not None:
            try:
                data = parse_object(text, schema)
            except Unreadable as exc:
                raise ChatError(
                    "모델의 답을 읽을 수 없습니다.", f"The model's reply is unreadable: {exc}"
                ) from exc
        return Reply(text=text, usage=self._count(messages, text), model=self.model, data=data)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        line = self._next(messages)
        text = line.text if isinstance(line, Broken) else line if isinstance(line, str) else json.dumps(line)
        for start in range(0, len(text), PIECE):
            yield text[start : start + PIECE]
        self._count(messages, text)
        if isinstance(line, Broken):
            raise _broken_off()

    def _next(self, messages: Sequence[Message]) -> str | Mapping[str, Any] | Broken:
        self.meter.check()
        with self._lock:
            self.calls.append(tuple(messages))
            script = self._take()
        line = script(messages) if callable(script) else script
        if isinstance(line, ChatError):
            raise line
        return line

    def _take(self) -> Script:
        if not self._script:
            raise ChatError("대본이 끝났습니다.", "The script has ended.")
        return self._script.pop(0)

    def _count(self, messages: Sequence[Message], text: str) -> Usage:
        sent = sum(guess_tokens(message.text) for message in messages)
        usage = Usage(sent, guess_tokens(text), calls=1, estimated=True)
        self.meter.add(usage)
        return usage


class _Endless(ScriptedChat):
    def _take(self) -> Script:
        return self._script[0]


def _broken_off() -> ChatError:
    return ChatError("모델의 답이 도중에 끊겼습니다.", "The model's reply broke off.")
