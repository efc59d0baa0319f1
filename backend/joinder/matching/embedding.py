"""The encoder seam: texts become vectors by the built-in model, by an OpenAI-compatible endpoint, or not at all."""

import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import httpx
import numpy as np
from pydantic import SecretStr

from joinder.core.settings import get_settings
from joinder.matching.encoder import BuiltIn
from joinder.matching.meaning import EmbeddingAwayError, EmbeddingError, Vectors, plain, unit

_AT_ONCE = 32
_WIDEST = 8192
_LARGEST_ANSWER = 32_000_000
_CONNECTS_WITHIN = 5.0
_AWAY = frozenset({401, 403, 404, 408, 429, 502, 503, 504})  # whatever the text is


class Embedder(Protocol):
    """What turns texts into vectors of one model; vectors of two models are never compared."""

    @property
    def model_id(self) -> str:
        """Return the name under which this model's vectors are kept."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether texts stay in this process, so that a visitor's unfinished text may be encoded."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Promise one unit vector a text (all zero for a text without words); refuse (EmbeddingError) a bad answer."""
        ...


class HttpEmbedder:
    """Asks an OpenAI-compatible `/embeddings` endpoint; only canonical words leave the house."""

    is_local = False

    def __init__(self, url: str, model: str, key: SecretStr, timeout: float) -> None:
        """Take where to ask, for which model, with which key, and how long to wait."""
        self.url, self.model, self.timeout = url.rstrip("/") + "/embeddings", model, timeout
        self.model_id = f"http:{model}"[:80]
        self._headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key.get_secret_value() else {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Promise one unit vector a text; refuse an error or an answer that does not fit the question.

        Refuses with EmbeddingAwayError when no text is at fault: no connection, no whole answer in time, no access.
        """
        parts = [self._ask(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
        if len({part.shape[1] for part in parts}) > 1:
            raise EmbeddingError("the endpoint changed the length of its vectors")
        return np.concatenate(parts) if parts else np.empty((0, 1), np.float32)

    def _ask(self, texts: Sequence[str]) -> Vectors:
        words = [plain(text) for text in texts]
        body = {"model": self.model, "input": [each or " " for each in words], "encoding_format": "float"}
        until = time.monotonic() + self.timeout
        waits = httpx.Timeout(self.timeout, connect=min(_CONNECTS_WITHIN, self.timeout))
        try:
            with httpx.stream("POST", self.url, json=body, headers=self._headers, timeout=waits) as answer:
                answer.raise_for_status()
                content = _bounded(answer, until)
            found = _vectors(httpx.Response(200, content=content).json(), len(words))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _refusal(error) from None
        found[[not each for each in words]] = 0
        return unit(found)


def _refusal(error: Exception) -> EmbeddingError:
    away = isinstance(error, httpx.TransportError)
    if isinstance(error, httpx.HTTPStatusError):
        away = error.response.status_code in _AWAY
    return (EmbeddingAwayError if away else EmbeddingError)(f"no usable answer: {type(error).__name__}")


def _bounded(answer: httpx.Response, until: float) -> bytes:
    content = bytearray()
    for part in answer.iter_bytes():
        content += part
        if time.monotonic() > until:  # the client's own limit is for each piece alone
            raise httpx.ReadTimeout("the answer took too long")
        if len(content) > _LARGEST_ANSWER:
            raise ValueError("the answer is too large")
    return bytes(content)


def _vectors(answer: Any, wanted: int) -> Vectors:  # noqa: ANN401
    rows = sorted(answer["data"], key=lambda row: int(row["index"]))
    if [int(row["index"]) for row in rows] != list(range(wanted)):
        raise ValueError("not one vector a text")
    found = np.array([row["embedding"] for row in rows], dtype=np.float32)
    if found.shape != (wanted, found.shape[-1]) or not 1 <= found.shape[-1] <= _WIDEST or not np.isfinite(found).all():
        raise ValueError("not vectors")
    return found


@lru_cache(maxsize=4)
def _made(kind: str, url: str, model: str, key: str, timeout: float) -> Embedder | None:
    if kind == "http":
        return HttpEmbedder(url, model, SecretStr(key), timeout)
    return BuiltIn() if kind == "builtin" else None


def embedder() -> Embedder | None:
    """Return the encoder this house is set up with (JOINDER_EMBEDDER), or None; a model loads at its first use."""
    chosen = get_settings()
    key = chosen.embedder_key.get_secret_value()
    return _made(chosen.embedder, chosen.embedder_url, chosen.embedder_model, key, chosen.embedder_timeout)


def local() -> Embedder | None:
    """Return an encoder that keeps texts in this process: the house's own, the built-in one instead of an endpoint."""
    model = embedder()
    return model if model is None or model.is_local else _made("builtin", "", "", "", 0.0)
