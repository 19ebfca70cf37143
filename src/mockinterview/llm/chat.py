"""What a chat model is to the rest of the program: messages in, a checked reply or a stream of text out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant"]
Finish = Literal["stop", "length"]


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The shape of a structured reply: a JSON Schema whose root is an object."""

    name: str
    body: Mapping[str, Any]
    salvage: str | None = None
    """The list whose finished items are worth keeping when a reply breaks off inside it."""

    @property
    def required(self) -> frozenset[str]:
        return frozenset(self.body.get("required", ()))


@dataclass(frozen=True, slots=True)
class Usage:
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    """None when no price is known."""
    calls: int = 0
    estimated: bool = False
    """True when the endpoint did not count and we guessed from the length."""

    def __add__(self, other: Usage) -> Usage:
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            cost=sum(costs) if costs else None,
            calls=self.calls + other.calls,
            estimated=self.estimated or other.estimated,
        )

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


@dataclass(frozen=True, slots=True)
class Reply:
    text: str
    usage: Usage
    model: str
    finish: Finish = "stop"
    data: Mapping[str, Any] | None = None
    """The object that a schema asked for; its values are still a stranger's and must be checked."""
    format: str | None = None
    """By which rung of the ladder the object came."""


class Chat(Protocol):
    @property
    def model(self) -> str: ...

    def complete(self, messages: Sequence[Message], schema: Schema | None = None) -> Reply:
        """Raises ChatError; with a schema, `data` is an object that has the schema's required keys,
        or, when `finish` is "length", what could be saved of it."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Pieces of text; raises ChatError where the stream breaks off, after what had arrived."""
        ...
