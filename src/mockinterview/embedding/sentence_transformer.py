"""Any sentence-transformers model, by name or local folder (extra `torch`)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from mockinterview.embedding.base import SentenceEmbedder, Vectors, unit_rows
from mockinterview.errors import EmbeddingError, MissingDependency


class SentenceTransformerEmbedder(SentenceEmbedder):
    """The library shows the progress of a download itself, once, on first use."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        try:
            return f"st:{self._name}/{version('sentence-transformers')}"
        except PackageNotFoundError:
            raise MissingDependency("sentence-transformers", "torch") from None

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as exc:
            raise MissingDependency("sentence-transformers", "torch") from exc
        where = Path(self._name).expanduser()
        if "/" in self._name and self._name.startswith((".", "/", "~")) and not where.is_dir():
            raise EmbeddingError(
                f"임베딩 모델 폴더가 없습니다: {where}", f"There is no embedding model folder: {where}"
            )
        try:
            return SentenceTransformer(str(where) if where.is_dir() else self._name)
        except (OSError, ValueError, RuntimeError) as exc:
            raise EmbeddingError(
                f"임베딩 모델 '{self._name}'을(를) 불러오지 못했습니다. 인터넷에 연결해 한 번 내려받거나 로컬 폴더를 지정하세요.",
                f"Could not load the embedding model '{self._name}'. Connect once to download it, or name a local folder.",
            ) from exc

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            model = self._model
            if not texts:
                return np.zeros((0, int(model.get_sentence_embedding_dimension())), dtype=np.float32)
            rows = model.encode([text.replace("\0", " ") for text in texts], show_progress_bar=False)
        return unit_rows(np.asarray(rows), len(texts))
