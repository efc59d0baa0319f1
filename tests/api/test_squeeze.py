"""Text answers are sent compressed, but never to somebody who is signed in."""

from collections.abc import Callable

import pytest

from tests.client import Client

LONG = "/api/openapi.json"
ANYBODY = {"Accept-Encoding": "gzip"}


def sent(client: Client, headers: dict[str, str]) -> dict[str, str]:
    """Return the headers of a long answer, whose body must be whole."""
    answer = client.get(LONG, headers=headers)
    assert answer.json()["info"]["title"] == "Joinder"
    return dict(answer.headers)


def test_a_long_answer_to_a_stranger_is_compressed_and_says_so(client: Client) -> None:
    headers = sent(client, ANYBODY)
    assert headers["content-encoding"] == "gzip"
    assert "accept-encoding" in headers["vary"].lower()
    assert int(headers["content-length"]) < 200_000


def test_who_cannot_read_it_gets_it_as_it_is(client: Client) -> None:
    assert "content-encoding" not in sent(client, {"Accept-Encoding": "identity"})


def test_a_remembered_language_is_no_secret(client: Client) -> None:
    assert sent(client, {**ANYBODY, "Cookie": "joinder_lang=zh"})["content-encoding"] == "gzip"


def test_an_answer_to_somebody_signed_in_is_never_compressed(new_client: Callable[..., Client]) -> None:
    assert "content-encoding" not in sent(new_client("member@people.example"), ANYBODY)


@pytest.mark.parametrize("path", ["/livez", "/api/reference/nothing-here"])
def test_short_answers_and_refusals_stay_as_they_are(path: str, client: Client) -> None:
    assert "content-encoding" not in client.get(path, headers=ANYBODY).headers


def test_the_same_bytes_come_out_at_every_time(client: Client) -> None:
    first, second = (client.get(LONG, headers=ANYBODY).headers["content-length"] for _ in range(2))
    assert first == second
