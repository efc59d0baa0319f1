"""Many at once, and the server killed at random moments: nothing acknowledged is lost, nothing counted twice."""

import asyncio
import hashlib
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joinder.accounts import service as accounts
from joinder.accounts import sessions
from joinder.cases import audit
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.evidence.models import Evidence
from joinder.reports import counts
from joinder.reports.models import Membership, Report
from PIL import Image
from sqlalchemy import func, select

from tests import world
from tests.faults.server import Server, key, request

pytestmark = pytest.mark.xdist_group("faults")
CONNECTIONS = 50


@pytest.fixture
def server(db: Database, tmp_path: Path, database_url: str) -> Iterator[Server]:
    made = Server(tmp_path, database_url)
    try:
        yield made
    finally:
        made.stop()


def seed(db: Database, people: int, cases: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Make signed-in people and public cases; returns cookies, and (reference, respondent id) of each case."""
    tokens: list[str] = []
    with db.write() as session:
        made = [world.make_case(session, title=f"提现不到账之{n}") for n in range(cases)]
        references = [(case.reference, str(case.respondent_id)) for case in made]
    for start in range(0, people, 100):
        with db.write() as session:
            for number in range(start, min(start + 100, people)):
                account = accounts.account_for(session, f"p{number}@example.org", "zh")
                tokens.append(sessions.open_session(session, account, "test"))
    return tokens, references


def body(case: tuple[str, str], number: int) -> bytes:
    """One person's report, in words of their own: near-copies are another test's matter."""
    own = "".join(chr(0x4E00 + random.Random(number * 97 + place).randrange(3000)) for place in range(30))
    narrative = f"第{number}位用户：{own}。"
    return json.dumps(world.report_body(case[1], case_reference=case[0], narrative=narrative)).encode()


@pytest.mark.parametrize("people", [100, pytest.param(500, marks=pytest.mark.prove)])
def test_as_many_people_as_send_twice_are_members(people: int, db: Database, server: Server) -> None:
    tokens, cases = seed(db, people, 5)
    server.start()
    gate = asyncio.Semaphore(CONNECTIONS)
    statuses: list[int] = []

    async def send(number: int, headers: dict[str, str]) -> None:
        async with gate:
            case = cases[number % 5]
            status, _ = await request(
                server.port, "POST", "/api/reports", body(case, number), token=tokens[number], headers=headers
            )
            statuses.append(status)

    async def everyone() -> None:
        keys = [key() for _ in range(people)]
        order = [(number, keys[number]) for number in range(people)] * 2
        random.Random(5).shuffle(order)
        await asyncio.gather(*(send(number, headers) for number, headers in order))

    asyncio.run(everyone())
    assert [s for s in statuses if s >= 500] == []
    assert set(statuses) == {201}
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Membership)) == people
        assert session.scalar(select(func.count()).select_from(Report)) == people
        totals = [counts.tally(session, case.id).people for case in session.scalars(select(Case))]
        assert sum(totals) == people
        assert audit.broken_chains(session) == []


def picture(number: int) -> bytes:
    """Draw a small picture that differs from every other."""
    rng = random.Random(number)
    image = Image.new("RGB", (64, 64), (rng.randrange(256), rng.randrange(256), rng.randrange(256)))
    image.putpixel((number % 64, number // 64 % 64), (1, 2, 3))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class Person:
    """One client that joins, then uploads, and retries with the same key until it is told that it worked."""

    def __init__(self, number: int, token: str, case: tuple[str, str], server: Server) -> None:
        self.number, self.token, self.case, self.server = number, token, case, server
        self.headers = key()
        self.report: str | None = None
        self.sha256: str | None = None

    async def insist(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Any:
        while True:
            try:
                status, answer = await request(
                    self.server.port, method, path, content, token=self.token, headers=headers
                )
            except OSError:
                await asyncio.sleep(0.05)
                continue
            if status < 500 and answer is not None:
                return status, answer
            await asyncio.sleep(0.05)

    async def live(self) -> None:
        status, answer = await self.insist("POST", "/api/reports", body(self.case, self.number), self.headers)
        assert status == 201, answer
        self.report = answer["id"]
        content = picture(self.number)
        headers = {"Content-Type": "application/octet-stream", "X-Filename": f"{self.number}.png"} | key()
        status, answer = await self.insist("POST", f"/api/me/reports/{self.report}/evidence", content, headers)
        assert status in (200, 201, 409), answer
        self.sha256 = hashlib.sha256(content).hexdigest()


def kill_rounds(db: Database, server: Server, rounds: int, per_round: int) -> list[Person]:
    """Run clients through rounds in each of which the server is killed once at a random moment."""
    tokens, cases = seed(db, rounds * per_round, 5)
    people = [Person(n, tokens[n], cases[n % 5], server) for n in range(rounds * per_round)]
    rng = random.Random(rounds)

    async def one_round(group: list[Person]) -> None:
        tasks = [asyncio.create_task(person.live()) for person in group]
        await asyncio.sleep(rng.uniform(0.02, 0.9))
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        await asyncio.gather(*tasks)

    server.start()
    for start in range(0, len(people), per_round):
        asyncio.run(one_round(people[start : start + per_round]))
    return people


def assert_nothing_lost(db: Database, people: list[Person]) -> None:
    """Every acknowledged join and file is there once, readable, with its hash; chains hold."""
    from joinder.evidence import access

    with db.read() as session:
        reports = {str(one) for one in session.scalars(select(Report.id))}
        assert reports == {person.report for person in people}
        assert session.scalar(select(func.count()).select_from(Membership)) == len(people)
        assert audit.broken_chains(session) == []
        rows = list(session.scalars(select(Evidence)))
        by_report = {str(row.report_id): row for row in rows}
        assert len(rows) == len(people)
        for person in people:
            row = by_report[person.report or ""]
            content = b"".join(access.contents(row, "original"))
            assert hashlib.sha256(content).hexdigest() == person.sha256


def test_a_server_killed_at_random_moments_loses_nothing_it_acknowledged(db: Database, server: Server) -> None:
    assert_nothing_lost(db, kill_rounds(db, server, 3, 8))


@pytest.mark.prove
def test_a_server_killed_thirty_times_loses_nothing_it_acknowledged(db: Database, server: Server) -> None:
    assert_nothing_lost(db, kill_rounds(db, server, 30, 12))
