"""Embedders behind one protocol. A backend is one small class and one lazy line in the table below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mockinterview.embedding.base import Embedder, Vectors
from mockinterview.embedding.cache import CachedEmbedder
from mockinterview.embedding.cores import one_core_a_product
from mockinterview.errors import EmbeddingError

__all__ = ["EMBEDDERS", "CachedEmbedder", "Embedder", "EmbedderSpec", "Vectors", "open_embedder"]


@dataclass(frozen=True, slots=True)
class EmbedderSpec:
    """`use`, `e5`, `toy`, `st:<model name or folder>` or `api:<model>`; the last needs an endpoint."""

    spec: str = "use"
    base_url: str | None = None
    api_key: str | None = None

    def __repr__(self) -> str:
        return f"EmbedderSpec({self.spec!r}, base_url={self.base_url!r}, api_key={'***' if self.api_key else None})"


def _universal(_: EmbedderSpec, __: str) -> Embedder:
    from mockinterview.embedding.universal import UniversalEmbedder

    return UniversalEmbedder()


def _e5(_: EmbedderSpec, __: str) -> Embedder:
    from mockinterview.embedding.e5 import E5Embedder

    return E5Embedder()


def _toy(_: EmbedderSpec, __: str) -> Embedder:
    from mockinterview.embedding.toy import ToyEmbedder

    return ToyEmbedder()


def _sentence_transformer(_: EmbedderSpec, model: str) -> Embedder:
    from mockinterview.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(model)


def _endpoint(spec: EmbedderSpec, model: str) -> Embedder:
    from mockinterview.embedding.endpoint import EndpointEmbedder

    return EndpointEmbedder(model, spec.base_url, spec.api_key)


EMBEDDERS: dict[str, Callable[[EmbedderSpec, str], Embedder]] = {
    "use": _universal,
    "e5": _e5,
    "toy": _toy,
    "st": _sentence_transformer,
    "api": _endpoint,
}


def open_embedder(spec: EmbedderSpec, cache: Path | None = None) -> Embedder:
    """With a `cache` folder the vectors are kept on disk: for rubric texts, never for answers."""
    kind, _, model = spec.spec.partition(":")
    factory = EMBEDDERS.get(kind)
    if factory is None or (kind in ("st", "api")) != bool(model):
        known = "use, e5, toy, st:<model>, api:<model>"
        raise EmbeddingError(
            f"임베더 '{spec.spec}'을(를) 모릅니다. 쓸 수 있는 것: {known}",
            f"Unknown embedder '{spec.spec}'. Known: {known}",
        )
    one_core_a_product()
    embedder = factory(spec, model)
    return embedder if cache is None else CachedEmbedder(embedder, cache)
