"""Embeddings from an OpenAI-compatible endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from mockinterview.embedding.base import SentenceEmbedder, Vectors, unit_rows
from mockinterview.errors import EmbeddingError

BATCH = 96
TIMEOUT = 30.0


class EndpointEmbedder(SentenceEmbedder):
    """What is embedded leaves this machine: chosen by the user, never by default."""

    def __init__(self, model: str, base_url: str | None, api_key: str | None) -> None:
        self._model = model
        self._base_url = base_url
        self._api_key = api_key

    @property
    def name(self) -> str:
        return f"api:{self._model}"

    @cached_property
    def _client(self) -> Any:
        import openai

        # Local servers want no key, the client insists on one.
        return openai.OpenAI(
            base_url=self._base_url, api_key=self._api_key or "none", timeout=TIMEOUT, max_retries=1
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        rows: list[list[float]] = []
        for start in range(0, len(texts), BATCH):
            rows += self._ask(
                [text.replace("\0", " ").strip() or "." for text in texts[start : start + BATCH]]
            )
        if len({len(row) for row in rows}) != 1:
            raise self._failed("길이가 다른 벡터", "vectors of different lengths")
        return unit_rows(np.asarray(rows, dtype=np.float32), len(texts))

    def _ask(self, texts: list[str]) -> list[list[float]]:
        import openai

        try:
            reply = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
            rows = [
                [float(x) for x in item.embedding] for item in sorted(reply.data, key=lambda item: item.index)
            ]
        except openai.AuthenticationError as exc:
            raise self._failed("API 키가 거절되었습니다", "the API key was refused") from exc
        except openai.APIConnectionError as exc:
            raise self._failed("연결할 수 없습니다", "no connection") from exc
        except openai.OpenAIError as exc:
            status = getattr(exc, "status_code", "")
            raise self._failed(f"오류 응답 {status}", f"error reply {status}") from exc
        except (AttributeError, TypeError, ValueError) as exc:
            raise self._failed("알 수 없는 응답", "an unreadable reply") from exc
        if len(rows) != len(texts):
            raise self._failed("벡터 수가 다른 응답", "a reply with the wrong number of vectors")
        return rows

    def _failed(self, ko: str, en: str) -> EmbeddingError:
        return EmbeddingError(
            f"임베딩 서버({self._model}): {ko}. MOCKINTERVIEW_EMBEDDER=use 로 바꾸면 서버 없이 채점합니다.",
            f"Embedding endpoint ({self._model}): {en}. MOCKINTERVIEW_EMBEDDER=use grades without a server.",
        )
