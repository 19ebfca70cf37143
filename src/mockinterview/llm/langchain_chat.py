"""The adapter: LangChain and OpenAI's client behind our protocol. Nothing else imports them."""

from __future__ import annotations

import random
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from mockinterview.errors import ChatError
from mockinterview.llm.budget import Meter, usage_of
from mockinterview.llm.chat import Message, Reply, Schema
from mockinterview.llm.config import LlmConfig
from mockinterview.llm.endpoint import EndpointMemory
from mockinterview.llm.failures import Failure, Kind, chat_error, classify
from mockinterview.llm.formats import Format, from_rung, handed_in, request_fields, with_shape
from mockinterview.llm.guard import DEADLINE, http_client
from mockinterview.llm.json_text import Unreadable, parse_object, salvage
from mockinterview.llm.redact import scrub
from mockinterview.llm.retry import Patience, adapted

LONGEST_STREAM = 100_000
"""Characters of one streamed text."""


class LangChainChat:
    """Safe between threads; at most `config.concurrency` calls are under way at once."""

    def __init__(
        self,
        config: LlmConfig,
        *,
        memory: EndpointMemory | None = None,
        meter: Meter | None = None,
        sleep: Callable[[float], None] = time.sleep,
        rng: random.Random | None = None,
    ) -> None:
        self.config = config
        self.memory = memory or EndpointMemory()
        self.meter = meter or Meter.of(config)
        self._sleep = sleep
        self._rng = rng or random.Random()  # noqa: S311 - spreads retries, guards nothing
        self._slots = threading.BoundedSemaphore(config.concurrency)
        self._building = threading.Lock()
        self._built: Any = None

    @property
    def model(self) -> str:
        return self.config.model

    def complete(self, messages: Sequence[Message], schema: Schema | None = None) -> Reply:
        with self._turn() as patience:
            if schema is None:
                return self._reply(self._answered(messages, {}, patience), messages)
            return self._object(messages, schema, patience)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        with self._turn() as patience:
            pieces = self._opened(messages, patience)
            text, finish, counted = "", None, None
            try:
                with closing(pieces), self._translated():
                    for piece in pieces:
                        counted = piece.usage_metadata or counted
                        finish = piece.response_metadata.get("finish_reason") or finish
                        text += piece.text
                        if len(text) > LONGEST_STREAM:
                            raise chat_error(Failure(Kind.TOO_LARGE), self.config)
                        if piece.text:
                            yield str(piece.text)
            finally:
                self._count(counted, messages, text)
            self._check_ending(finish, text)

    def warm_up(self) -> None:
        """Imports what a first call would have to wait for; no network."""
        self._client()

    def models(self) -> tuple[str, ...]:
        """What the endpoint says it serves; for `doctor`."""
        with self._turn() as patience, self._translated(), _quietly(patience.deadline):
            listed = self._client().root_client.models.list(timeout=self.config.timeout)
            return tuple(str(model.id) for model in listed.data or ())

    @contextmanager
    def _turn(self) -> Iterator[Patience]:
        """The frame of every call: the key is there, money is left, a slot is free, the clock runs."""
        if self.config.needs_key and self.config.api_key is None:
            raise chat_error(Failure(Kind.KEY), self.config)
        self.meter.check()
        self._client()  # importing takes seconds that are not the endpoint's
        patience = Patience.of(self.config, self._sleep, self._rng)
        if not self._slots.acquire(timeout=patience.left()):
            raise chat_error(Failure(Kind.OVERDUE), self.config)
        try:
            yield patience
        finally:
            self._slots.release()

    def _object(self, messages: Sequence[Message], schema: Schema, patience: Patience) -> Reply:
        """Down the ladder: a refused format costs nothing; an unreadable reply is asked for once more."""
        unreadable: Unreadable | None = None
        for rung in from_rung(self.memory.recall(self.config).format):
            asked = with_shape(messages, rung, schema)
            try:
                answer = self._answered(asked, request_fields(rung, schema), patience, rung)
            except _FormatRefused:
                continue
            reply = self._reply(answer, asked)
            try:
                data = _read(answer, reply, schema)
            except Unreadable as exc:
                if unreadable is not None:
                    break
                unreadable = exc
                continue
            self.memory.learn(self.config, format=rung)
            return Reply(reply.text, reply.usage, reply.model, reply.finish, data, rung.value)
        raise ChatError(
            f"모델 '{self.model}'의 답을 채점표로 읽을 수 없습니다. 다른 모델을 써 보세요.",
            f"The reply of the model '{self.model}' cannot be read as a grade. Try another model.",
        ) from unreadable

    def _answered(
        self,
        messages: Sequence[Message],
        fields: Mapping[str, Any],
        patience: Patience,
        rung: Format = Format.TEXT,
    ) -> Any:
        while True:
            try:
                with _quietly(patience.deadline):
                    return self._client().invoke(_wire(messages), **self._request(fields, patience))
            except Exception as exc:  # a stranger's reply can break the libraries anywhere
                self._next_try(exc, patience, rung)

    def _opened(self, messages: Sequence[Message], patience: Patience) -> Generator[Any]:
        """The pieces of a stream whose first has come; before that it may be tried again."""
        while True:
            request = self._request({}, patience)
            usage = self.memory.recall(self.config).stream_usage
            pieces = self._client().stream(_wire(messages), stream_usage=usage, **request)
            try:
                with _quietly(patience.deadline):
                    first = next(pieces)
            except StopIteration:
                raise chat_error(Failure(Kind.BROKEN), self.config) from None
            except Exception as exc:  # see _answered
                self._next_try(exc, patience, Format.TEXT)
            else:
                return _rejoined(first, pieces)

    def _next_try(self, error: Exception, patience: Patience, rung: Format) -> None:
        """Returns when another try makes sense; otherwise raises what is to be told."""
        scrub(error, self.config.secrets)
        failure = classify(error)
        habits = self.memory.recall(self.config)
        changes = adapted(failure, habits)
        if changes and patience.adapt():
            self.memory.learn(self.config, **changes)
        elif rung is not Format.TEXT and failure.format_refused:
            raise _FormatRefused from error
        elif not patience.another(failure):
            raise chat_error(failure, self.config, error) from error

    def _request(self, fields: Mapping[str, Any], patience: Patience) -> dict[str, Any]:
        """Everything goes as `extra_body`: LangChain and openai would otherwise parse the reply themselves
        and raise where we want to read."""
        config, habits = self.config, self.memory.recall(self.config)
        preset = config.preset.extra_body if config.preset else {}
        body = {**preset, **config.extra_body, **fields, habits.token_key: config.max_tokens}
        if config.temperature is not None and habits.temperature:
            body["temperature"] = config.temperature
        return {"extra_body": body, "timeout": max(0.05, min(config.timeout, patience.left()))}

    def _reply(self, answer: Any, messages: Sequence[Message]) -> Reply:
        text = str(answer.text)
        usage = self._count(answer.usage_metadata, messages, text)
        finish = answer.response_metadata.get("finish_reason")
        if finish == "content_filter" or answer.additional_kwargs.get("refusal"):
            raise chat_error(Failure(Kind.FILTERED), self.config)
        model = str(answer.response_metadata.get("model_name") or self.model)[:120]
        return Reply(text, usage, model, "length" if finish == "length" else "stop")

    def _check_ending(self, finish: str | None, text: str) -> None:
        if finish == "content_filter":
            raise chat_error(Failure(Kind.FILTERED), self.config)
        if finish == "length":
            raise ChatError(
                "모델의 글이 길이 제한에서 잘렸습니다. MOCKINTERVIEW_LLM_MAX_TOKENS 를 늘리세요.",
                "The model's text was cut at its length limit. Raise MOCKINTERVIEW_LLM_MAX_TOKENS.",
            )
        if finish is None or not text.strip():
            raise chat_error(Failure(Kind.BROKEN), self.config)

    def _count(self, counted: Any, messages: Sequence[Message], text: str) -> Any:
        usage = usage_of(self.config, counted, "".join(m.text for m in messages), text)
        self.meter.add(usage)
        return usage

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ChatError, GeneratorExit):
            raise
        except Exception as exc:  # see _answered
            scrub(exc, self.config.secrets)
            raise chat_error(classify(exc), self.config, exc) from exc

    def _client(self) -> Any:
        with self._building:
            if self._built is None:
                self._built = _build(self.config)
                weakref.finalize(self, self._built.http_client.close)
            return self._built


class _FormatRefused(Exception):
    pass


def _read(answer: Any, reply: Reply, schema: Schema) -> Mapping[str, Any]:
    """A tool's arguments if there are any, else the text; what broke off at the limit is saved in part."""
    calls = [*answer.tool_calls, *answer.invalid_tool_calls]
    text = handed_in(calls, schema) or reply.text
    try:
        return parse_object(text, schema)
    except Unreadable:
        if reply.finish == "length":
            return salvage(text, schema)
        raise


def _wire(messages: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.text} for message in messages]


def _rejoined(first: Any, rest: Generator[Any]) -> Generator[Any]:
    with closing(rest):
        yield first
        yield from rest


@contextmanager
def _quietly(deadline: float) -> Iterator[None]:
    """Traces of LangChain's makers stay off whatever the environment says: answers are nobody's business."""
    from langsmith import tracing_context

    token = DEADLINE.set(deadline)
    try:
        with tracing_context(enabled=False):
            yield
    finally:
        DEADLINE.reset(token)


def _build(config: LlmConfig) -> Any:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    return ChatOpenAI(
        model=config.model,
        base_url=config.base_url,
        api_key=config.api_key or SecretStr("no-key-needed"),
        max_retries=0,
        timeout=config.timeout,
        use_responses_api=False,
        http_client=http_client(),
    )
