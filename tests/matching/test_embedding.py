"""The encoder seam: the pinned built-in model, a real HTTP endpoint that may misbehave, and none."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from joinder.core.settings import Settings
from joinder.matching import encoder
from joinder.matching.embedding import HttpEmbedder, embedder
from joinder.matching.meaning import LONGEST, EmbeddingAwayError, EmbeddingError, plain
from pydantic import SecretStr, ValidationError

from tests.matching.endpoint import Endpoint, choose, honest, running, vector
from tests.matching.world import OTHER_STORY, STORY

ENGLISH = "I asked to withdraw my money a month ago and it is still under review, support only says wait."
INDONESIAN = "Saldo saya tidak bisa ditarik, sudah sebulan masih ditinjau dan CS hanya menyuruh menunggu."


@pytest.fixture(scope="module")
def built_in() -> encoder.BuiltIn:
    return encoder.BuiltIn()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with running() as state:
        yield state


def _asking(endpoint: Endpoint, timeout: float = 5) -> HttpEmbedder:
    return HttpEmbedder(endpoint.url, "small", SecretStr("k-1"), timeout)


def test_the_built_in_model_puts_the_same_story_near_in_three_languages(built_in: encoder.BuiltIn) -> None:
    story, other, english, indonesian = built_in.embed([STORY, OTHER_STORY, ENGLISH, INDONESIAN])
    assert story.shape == (encoder.WIDTH,)
    assert float(story @ english) > float(other @ english)
    assert float(story @ indonesian) > float(other @ indonesian)
    assert np.allclose(np.linalg.norm([story, other, english, indonesian], axis=1), 1, atol=1e-5)


def test_the_built_in_model_gives_each_text_its_own_vector_whatever_stands_beside_it(built_in: encoder.BuiltIn) -> None:
    together = built_in.embed([STORY, ENGLISH, OTHER_STORY])
    assert np.allclose(together[1], built_in.embed([ENGLISH])[0], atol=1e-4)


@pytest.mark.parametrize("text", ["", "，。！", "😡" * 500, "\ud800", "x" * 1_000_000, "\u202e\u200b", "退"])
def test_any_string_has_a_vector(built_in: encoder.BuiltIn, text: str) -> None:
    (made,) = built_in.embed([text])
    assert np.isfinite(made).all()
    assert float(np.linalg.norm(made)) == pytest.approx(1.0 if plain(text) else 0.0, abs=1e-4)


def test_a_file_that_is_not_the_pinned_one_is_refused_before_it_runs(tmp_path: Path) -> None:
    encoder.verify(encoder.folder())
    for name in encoder.FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes((encoder.folder() / name).read_bytes())
    encoder.verify(tmp_path)
    weights = tmp_path / "resources" / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(EmbeddingError, match="weights"):
        encoder.verify(tmp_path)
    weights.unlink()
    with pytest.raises(EmbeddingError, match="weights"):
        encoder.verify(tmp_path)


def test_an_endpoint_is_asked_as_its_clients_ask_it(endpoint: Endpoint) -> None:
    made = _asking(endpoint).embed([STORY, ENGLISH])
    assert (endpoint.paths, endpoint.keys) == (["/v1/embeddings"], ["Bearer k-1"])
    assert endpoint.bodies[0] == {"model": "small", "input": [plain(STORY), plain(ENGLISH)], "encoding_format": "float"}
    wanted = np.array([vector(plain(STORY)), vector(plain(ENGLISH))])
    assert np.allclose(made, wanted / np.linalg.norm(wanted, axis=1, keepdims=True), atol=1e-5)


def test_a_key_that_is_not_set_is_not_sent(endpoint: Endpoint) -> None:
    HttpEmbedder(endpoint.url, "small", SecretStr(""), 5).embed([STORY])
    assert endpoint.keys == [None]


def test_many_texts_are_asked_in_parts_and_come_back_in_order(endpoint: Endpoint) -> None:
    texts = [f"{STORY[at : at + 9]} {ENGLISH[at : at + 20]}" for at in range(70)]
    made = _asking(endpoint).embed(texts)
    assert [len(body["input"]) for body in endpoint.bodies] == [32, 32, 6]
    assert np.allclose(made[50], _asking(endpoint).embed([texts[50]])[0], atol=1e-6)


def test_numbers_that_point_to_a_person_do_not_leave_the_house(endpoint: Endpoint) -> None:
    _asking(endpoint).embed(["订单号 20260805123456，电话 13812345678，金额 1234.50 元，提现不到账"])
    sent = json.dumps(endpoint.bodies, ensure_ascii=False)
    assert "提现不到账" in sent
    assert not any(secret in sent for secret in ("20260805123456", "13812345678", "1234"))


def test_a_text_without_words_is_a_zero_vector(endpoint: Endpoint) -> None:
    made = _asking(endpoint).embed(["，。！", ENGLISH])
    assert not made[0].any()
    assert made[1].any()


def _replaced(**row: object) -> Any:
    def answer(body: dict[str, Any]) -> bytes:
        whole = json.loads(honest(body))
        whole["data"][0] |= row
        return json.dumps(whole).encode()

    return answer


BAD = {
    "no JSON": lambda _: b"<html>gateway time-out</html>",
    "nothing": lambda _: b"",
    "a list": lambda _: b"[1, 2]",
    "no data": lambda _: b'{"object": "list"}',
    "too few": lambda body: honest({**body, "input": body["input"][:1]}),
    "too many": lambda body: honest({**body, "input": [*body["input"], "x"]}),
    "one place twice": _replaced(index=0),
    "not numbers": _replaced(embedding=["a"] * 8),
    "not finite": _replaced(embedding=[float("nan")] * 8),
    "uneven": _replaced(embedding=[1.0] * 7),
    "empty": lambda body: json.dumps({"data": [{"index": n, "embedding": []} for n in (0, 1)]}).encode(),
    "far too wide": lambda body: json.dumps(
        {"data": [{"index": n, "embedding": [1.0] * 9000} for n in (0, 1)]}
    ).encode(),
    "base64": _replaced(embedding="AACAPwAAAEA="),
}


def test_an_answer_that_drips_is_given_up_at_the_time_set(monkeypatch: pytest.MonkeyPatch) -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        link, _ = server.accept()
        with link, contextlib.suppress(OSError):
            link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
            for _ in range(100):
                link.sendall(b" ")
                time.sleep(0.1)

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    started = time.monotonic()
    with server, pytest.raises(EmbeddingAwayError):
        HttpEmbedder(f"http://127.0.0.1:{server.getsockname()[1]}", "small", SecretStr(""), 0.5).embed([STORY])
    assert time.monotonic() - started < 5
    thread.join()


@pytest.mark.parametrize(("status", "away"), [(503, True), (429, True), (401, True), (400, False), (500, False)])
def test_an_encoder_that_is_away_is_told_from_one_that_refuses_a_text(
    endpoint: Endpoint, status: int, away: bool
) -> None:
    endpoint.status = status
    with pytest.raises(EmbeddingError) as refused:
        _asking(endpoint).embed([STORY])
    assert isinstance(refused.value, EmbeddingAwayError) == away


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer_is_refused_without_repeating_any_text(endpoint: Endpoint, kind: str) -> None:
    endpoint.answer = BAD[kind]
    with pytest.raises(EmbeddingError) as refused:
        _asking(endpoint).embed([STORY, ENGLISH])
    assert refused.value.__cause__ is None
    assert "withdraw" not in str(refused.value)


@pytest.mark.parametrize("status", [301, 401, 429, 500])
def test_an_error_is_refused(endpoint: Endpoint, status: int) -> None:
    endpoint.status = status
    with pytest.raises(EmbeddingError):
        _asking(endpoint).embed([STORY])


def test_an_endpoint_that_does_not_answer_in_time_or_at_all_is_refused(endpoint: Endpoint) -> None:
    endpoint.wait = 0.6
    with pytest.raises(EmbeddingError, match="Timeout"):
        _asking(endpoint, 0.2).embed([STORY])
    with pytest.raises(EmbeddingError):
        HttpEmbedder("http://127.0.0.1:9/v1", "small", SecretStr(""), 1).embed([STORY])


def test_the_setting_chooses_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "none")
    assert embedder() is None
    choose(monkeypatch, "builtin")
    chosen = embedder()
    assert chosen is not None
    assert (chosen.model_id, chosen.is_local) == (encoder.MODEL_ID, True)
    choose(monkeypatch, "http", url="https://models.example/v1/", model="small")
    asked = embedder()
    assert isinstance(asked, HttpEmbedder)
    assert (asked.url, asked.model_id, asked.is_local) == ("https://models.example/v1/embeddings", "http:small", False)


@pytest.mark.parametrize(
    "values", [{}, {"url": "https://m.example/v1"}, {"model": "m"}, {"url": "http://m.example/v1", "model": "m"}]
)
def test_an_endpoint_that_is_half_set_up_or_unprotected_is_refused(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str]
) -> None:
    choose(monkeypatch, "http", **values)
    with pytest.raises(ValidationError, match="JOINDER_EMBEDDER"):
        Settings()


def test_a_text_is_encoded_by_its_beginning() -> None:
    assert plain("a" * 50_000) == "a" * LONGEST
