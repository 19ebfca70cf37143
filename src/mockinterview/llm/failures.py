"""Foreign failures, told apart by what can be done about them, each with its one line for the user."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from mockinterview.errors import ChatError
from mockinterview.llm.config import LlmConfig
from mockinterview.llm.guard import Overdue, Squeezed, TooLarge
from mockinterview.llm.redact import chain, detail


class Kind(StrEnum):
    KEY = "key"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    TIMEOUT = "timeout"
    OVERDUE = "overdue"
    REFUSED = "refused"
    DNS = "dns"
    BROKEN = "broken"
    TLS = "tls"
    RATE = "rate"
    QUOTA = "quota"
    SERVER = "server"
    CONFLICT = "conflict"
    CONTEXT = "context"
    FILTERED = "filtered"
    REQUEST = "request"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"


RETRYABLE = frozenset({Kind.TIMEOUT, Kind.BROKEN, Kind.RATE, Kind.SERVER, Kind.CONFLICT})

_BY_STATUS = {
    401: Kind.KEY,
    403: Kind.FORBIDDEN,
    404: Kind.NOT_FOUND,
    408: Kind.TIMEOUT,
    409: Kind.CONFLICT,
    413: Kind.CONTEXT,
    429: Kind.RATE,
}

_LINES: Mapping[Kind, tuple[str, str]] = {
    Kind.KEY: (
        "API 키가 맞지 않습니다(401). MOCKINTERVIEW_LLM_API_KEY 를 확인하세요.",
        "The API key was refused (401). Check MOCKINTERVIEW_LLM_API_KEY.",
    ),
    Kind.FORBIDDEN: (
        "이 키로는 모델 '{model}'을(를) 쓸 수 없습니다(403). 키의 권한이나 지역 제한을 확인하세요.",
        "This key may not use the model '{model}' (403). Check the key's rights or region.",
    ),
    Kind.NOT_FOUND: (
        "{url} 에 모델 '{model}'이(가) 없거나 주소가 다릅니다(404). 모델 이름과, 주소가 /v1 로 끝나는지 확인하세요.",
        "{url} has no model '{model}' or the address is wrong (404). Check the model's name and that the address ends in /v1.",
    ),
    Kind.TIMEOUT: (
        "{host}이(가) {timeout:g}초 안에 답하지 않았습니다. 잠시 뒤 다시 하거나 MOCKINTERVIEW_LLM_TIMEOUT 을 늘리세요.",
        "{host} did not answer within {timeout:g} s. Try again later or raise MOCKINTERVIEW_LLM_TIMEOUT.",
    ),
    Kind.OVERDUE: (
        "{host}의 답이 너무 느려서 {total:g}초에서 멈췄습니다. 더 빠른 모델을 쓰거나 MOCKINTERVIEW_LLM_TOTAL_TIMEOUT 을 늘리세요.",
        "{host} was too slow, stopped after {total:g} s. Use a faster model or raise MOCKINTERVIEW_LLM_TOTAL_TIMEOUT.",
    ),
    Kind.REFUSED: (
        "{host}에 연결할 수 없습니다. 서버가 켜져 있는지, 주소와 포트가 맞는지 확인하세요.",
        "Cannot connect to {host}. Check that the server runs and that address and port are right.",
    ),
    Kind.DNS: (
        "{host} 주소를 찾을 수 없습니다. 주소의 철자와 인터넷 연결을 확인하세요.",
        "The address {host} cannot be found. Check its spelling and the network.",
    ),
    Kind.BROKEN: (
        "{host}와(과)의 연결이 도중에 끊겼습니다. 다시 채점해 보세요.",
        "The connection to {host} broke off. Grade again.",
    ),
    Kind.TLS: (
        "{host}의 인증서를 믿을 수 없습니다. 주소(https/http)와 회사 프록시 설정을 확인하세요.",
        "The certificate of {host} cannot be trusted. Check the address (https/http) and any proxy.",
    ),
    Kind.RATE: (
        "{host}이(가) 요청이 너무 많다고 합니다(429). {wait}다시 하세요.",
        "{host} says there are too many requests (429). Try again {wait_en}.",
    ),
    Kind.QUOTA: (
        "{host}의 사용 한도나 잔액이 다 되었습니다. 요금 설정을 확인하세요.",
        "The quota or credit at {host} is used up. Check the billing settings.",
    ),
    Kind.SERVER: (
        "{host} 서버에 문제가 있습니다({status}). 잠시 뒤 다시 채점해 보세요.",
        "{host} has a problem of its own ({status}). Grade again later.",
    ),
    Kind.CONFLICT: (
        "{host}이(가) 요청을 지금 처리하지 못합니다(409). 다시 채점해 보세요.",
        "{host} cannot handle the request right now (409). Grade again.",
    ),
    Kind.CONTEXT: (
        "답과 루브릭이 모델 '{model}'의 최대 길이를 넘습니다. 더 긴 문맥을 받는 모델을 쓰세요.",
        "Answer and rubric exceed what the model '{model}' can read. Use one with a longer context.",
    ),
    Kind.FILTERED: (
        "{host}의 내용 필터가 이 답의 채점을 거절했습니다. 오프라인 채점을 쓰세요.",
        "The content filter of {host} refused this answer. Use offline grading.",
    ),
    Kind.REQUEST: (
        "{host}이(가) 요청을 받지 않습니다({status}). 모델 '{model}'과 주소를 확인하세요.",
        "{host} does not take the request ({status}). Check the model '{model}' and the address.",
    ),
    Kind.TOO_LARGE: (
        "{host}의 답이 너무 커서 읽지 않았습니다. 주소가 LLM 서버가 맞는지 확인하세요.",
        "The reply of {host} is too large and was not read. Check that the address is an LLM server.",
    ),
    Kind.MALFORMED: (
        "{url} 의 답이 OpenAI 형식이 아닙니다. 주소가 /v1 로 끝나는지 확인하세요.",
        "The reply of {url} is not in OpenAI's form. Check that the address ends in /v1.",
    ),
}


@dataclass(frozen=True, slots=True)
class Failure:
    kind: Kind
    status: int | None = None
    retry_after: float | None = None
    said: str = ""
    """The stranger's own words, lower case, for telling requests apart; never shown unredacted."""

    @property
    def retryable(self) -> bool:
        return self.kind in RETRYABLE

    @property
    def format_refused(self) -> bool:
        """Whether a plainer way of asking for an object may be taken where this one was not. A plain 400 may
        mean anything, so it counts; other failures must name the format."""
        named = self.says("response_format", "json_schema", "json_object", "grammar", "tool", "function call")
        return self.kind is Kind.REQUEST or (
            named and self.kind in {Kind.SERVER, Kind.NOT_FOUND, Kind.CONFLICT}
        )

    def says(self, *words: str) -> bool:
        return any(word in self.said for word in words)


def classify(error: BaseException) -> Failure:
    """Looks through the whole chain: what matters is often two causes down."""
    links = list(chain(error))
    for link in links:
        status = getattr(link, "status_code", None)
        if isinstance(status, int):
            return _by_status(link, status)
    said = " ".join(str(link) for link in links)[:4000].lower()
    return Failure(_by_cause(links, said), said=said)


def _by_status(link: BaseException, status: int) -> Failure:
    said = f"{link} {getattr(link, 'code', '')} {getattr(link, 'type', '')}"[:4000].lower()
    kind = _BY_STATUS.get(status, Kind.SERVER if status >= 500 else Kind.REQUEST)
    if "content_filter" in said or "content management policy" in said:
        kind = Kind.FILTERED
    elif any(
        word in said for word in ("context_length", "context length", "maximum context", "context size")
    ):
        kind = Kind.CONTEXT
    elif (kind is Kind.RATE and ("insufficient_quota" in said or "billing" in said)) or status == 402:
        kind = Kind.QUOTA
    headers = getattr(getattr(link, "response", None), "headers", {})
    return Failure(kind, status, _retry_after(headers), said)


def _by_cause(links: list[BaseException], said: str) -> Kind:
    for types, kind in ((Overdue, Kind.OVERDUE), ((TooLarge, Squeezed), Kind.TOO_LARGE)):
        if any(isinstance(link, types) for link in links):
            return kind
    names = {name for link in links for name in (c.__name__ for c in type(link).__mro__)}
    if any(isinstance(link, socket.gaierror) for link in links) or "name or service not known" in said:
        return Kind.DNS
    if "certificate" in said or "ssl" in said:
        return Kind.TLS
    if names & {"ConnectTimeout", "APITimeoutError", "ReadTimeout", "TimeoutException", "TimeoutError"}:
        return Kind.TIMEOUT
    if names & {"ConnectError", "ConnectionRefusedError"}:
        return Kind.REFUSED
    if names & {"APIConnectionError", "TransportError", "NetworkError", "ProtocolError"}:
        return Kind.BROKEN
    return Kind.SERVER if "APIError" in names else Kind.MALFORMED


def _retry_after(headers: Mapping[str, Any]) -> float | None:
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except (TypeError, ValueError):
            continue
        if 0 <= seconds < 86_400:
            return seconds
    return None


def chat_error(failure: Failure, config: LlmConfig, error: BaseException | None = None) -> ChatError:
    """The line for the user, with the stranger's own words behind it where they help."""
    wait = failure.retry_after
    facts = {
        "host": urlsplit(config.base_url).netloc,
        "url": config.base_url,
        "model": config.model,
        "timeout": config.timeout,
        "total": config.total_timeout,
        "status": failure.status or "-",
        "wait": f"{wait:.0f}초 뒤에 " if wait else "잠시 뒤에 ",
        "wait_en": f"in {wait:.0f} s" if wait else "later",
    }
    ko, en = (line.format(**facts) for line in _LINES[failure.kind])
    helpful = failure.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.REQUEST, Kind.SERVER}
    words = detail(_own_words(error), config.secrets) if error is not None and helpful else ""
    return ChatError(f"{ko} ({words})", f"{en} ({words})") if words else ChatError(ko, en)


def _own_words(error: BaseException) -> str:
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    return message if isinstance(message, str) else str(error)
