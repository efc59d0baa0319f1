"""How many codes go out: by contact, by address and network as they really are, and by the house without locking it."""

from collections.abc import Callable

import pytest
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from joinder.accounts import challenges
from joinder.core import addresses

from tests.client import Client

From = Callable[[str], Callable[[], int]]


@pytest.fixture
def asked(app: FastAPI, portal: BlockingPortal) -> From:
    """Ask for a code from an address, each time for another contact; returns the answer's status."""
    seen = iter(range(1000))

    def start(address: str) -> Callable[[], int]:
        browser = Client(portal, app, address=address)
        contact = "{}@example.org"
        return lambda: browser.post("/api/sign-in/codes", {"contact": contact.format(next(seen))}).status_code

    return start


@pytest.mark.parametrize(
    ("address", "whence", "network"),
    [
        ("203.0.113.9", "203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("testclient", "testclient", "testclient"),
    ],
)
def test_one_machine_is_one_address_whatever_it_calls_itself(address: str, whence: str, network: str) -> None:
    assert addresses.whence(address) == whence
    assert addresses.network(whence) == network


def test_a_machine_with_many_addresses_of_one_line_is_limited_as_one(
    asked: From, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenges, "PER_ADDRESS", 2)
    monkeypatch.setattr(challenges, "PER_NETWORK", 5)
    assert [asked(f"2001:db8:1:2::{one}")() for one in range(1, 4)] == [201, 201, 429]
    assert [asked(f"2001:db8:1:{one}::1")() for one in range(3, 7)] == [201, 201, 201, 429]
    assert asked("2001:db8:2:1::1")() == 201


def test_somebody_who_uses_up_the_houses_hour_leaves_everybody_else_a_few(
    asked: From, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenges, "BUSY_HOUR", 5)
    monkeypatch.setattr(challenges, "PER_BUSY_NETWORK", 2)
    monkeypatch.setattr(challenges, "PER_HOUR", 9)
    greedy = asked("203.0.113.9")
    assert [greedy() for _ in range(9)] == [201] * 7 + [429, 429]
    other = asked("198.51.100.7")
    assert [other() for _ in range(3)] == [201, 201, 429]
    assert asked("192.0.2.1")() == 429  # what an hour may cost at all
