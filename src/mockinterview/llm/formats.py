"""The ladder of ways to ask for an object: each rung is tried until the endpoint takes one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from mockinterview.llm.chat import Message, Schema


class Format(StrEnum):
    JSON_SCHEMA = "json_schema"
    TOOLS = "tools"
    JSON_OBJECT = "json_object"
    TEXT = "text"


LADDER = (Format.JSON_SCHEMA, Format.TOOLS, Format.JSON_OBJECT, Format.TEXT)


def from_rung(rung: Format) -> Sequence[Format]:
    return LADDER[LADDER.index(rung) :]


def request_fields(rung: Format, schema: Schema) -> dict[str, Any]:
    """What goes into the body of the request beside the messages."""
    match rung:
        case Format.JSON_SCHEMA:
            body = {"name": schema.name, "strict": True, "schema": dict(schema.body)}
            return {"response_format": {"type": "json_schema", "json_schema": body}}
        case Format.TOOLS:
            function = {
                "name": schema.name,
                "description": "Hand in the result.",
                "parameters": dict(schema.body),
            }
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": schema.name}},
            }
        case Format.JSON_OBJECT:
            return {"response_format": {"type": "json_object"}}
        case Format.TEXT:
            return {}


def with_shape(messages: Sequence[Message], rung: Format, schema: Schema) -> list[Message]:
    """Where the endpoint is not told the shape by other means, the system message tells it."""
    if rung in {Format.JSON_SCHEMA, Format.TOOLS}:
        return list(messages)
    shape = json.dumps(schema.body, ensure_ascii=False, separators=(",", ":"))
    demand = (
        "\n\nReply with exactly one JSON object and nothing else: no code fence, no comment. "
        f"It must fit this JSON Schema:\n{shape}"
    )
    first, *rest = messages
    if first.role == "system":
        return [Message("system", first.text + demand), *rest]
    return [Message("system", demand.strip()), *messages]


def handed_in(tool_calls: Sequence[Mapping[str, Any]], schema: Schema) -> str | None:
    """The arguments of the one call to our tool, as JSON text; None when there is no such single call."""
    ours = [call for call in tool_calls if call.get("name") == schema.name]
    if len(ours) != 1:
        return None
    arguments = ours[0].get("args")
    return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
