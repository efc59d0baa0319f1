"""Electing another organizer: begun by idleness and an offer, one vote a member, confirmed by a moderator."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from joinder.cases import audit, organizers
from joinder.cases.audit import Actor
from joinder.cases.models import Organizer
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.core.errors import Conflict, Forbidden, NotFound
from joinder.letters import elections
from joinder.letters.election_models import Election, Vote
from joinder.letters.erasing import erase_members
from joinder.reports import service as joining
from joinder.reports import set_asides
from sqlalchemy import func, select

from tests import world as small
from tests.client import Client, bodies
from tests.conftest import NOW
from tests.letters.world import World

LATER = NOW + timedelta(days=31)
VOTED = LATER + elections.OPEN_FOR + timedelta(minutes=1)
DECLARED = {"no_fee": True, "no_tie": True}
BEGUN, DONE = "有成员愿意接手", "换了召集人"


@pytest.fixture
def world(session):
    return World(session, size=5)


@pytest.fixture
def moderator(world):
    return Actor(small.moderator(world.session).id, "moderator")


def standing(world):
    query = select(Organizer.account_id).where(Organizer.case_id == world.case.id, Organizer.ended_at.is_(None))
    return world.session.scalars(query.where(Organizer.appointed_at.is_not(None))).all()


def begun(world, *places):
    """Let some people offer beside the idle organizer; returns their offers."""
    return [elections.offer(world.session, world.case, world.people[place].account_id) for place in places]


def votes(world, choices):
    for place, candidate in choices.items():
        elections.vote(world.session, world.case, world.people[place].account_id, candidate.id)


def told(db: Database, words: str) -> int:
    while jobs.run_due(db):
        pass
    with db.read() as session:
        return sum(words in text for text in bodies(session))


def test_members_elect_who_follows_and_a_moderator_confirms_only_them_after_the_vote(world, moderator):
    with clock.frozen(LATER):
        first, second = begun(world, 0, 1)
        votes(world, {0: first, 1: second, 2: second, 3: second})
        with pytest.raises(Conflict, match="election_open"):
            elections.confirm(world.session, world.case, second.id, moderator)
    with clock.frozen(VOTED):
        with pytest.raises(Conflict, match="not_elected"):
            elections.confirm(world.session, world.case, first.id, moderator)
        elections.confirm(world.session, world.case, second.id, moderator)
        assert standing(world) == [world.people[1].account_id]
        assert first.ended_at is not None, "one organizer: what the others offered is over"
        assert elections.running(world.session, world.case.id) is None
        assert not audit.broken_chains(world.session)


def test_the_last_vote_of_a_member_counts_once_and_none_after_closing(world, moderator):
    with clock.frozen(LATER):
        first, second = begun(world, 0, 1)
        votes(world, {2: first})
        votes(world, {2: second})
        assert world.session.scalar(select(func.count()).select_from(Vote)) == 1
        found = elections.standings(world.session, [first, second])
        assert [found[one.id].votes for one in (first, second)] == [0, 1]
        assert not any(one.may_confirm for one in found.values())
    with clock.frozen(VOTED):
        with pytest.raises(Conflict, match="election_closed"):
            votes(world, {2: first})
        found = elections.standings(world.session, [first, second])
        assert [found[one.id].may_confirm for one in (first, second)] == [False, True]


def test_only_counted_members_decide_strangers_and_who_left_do_not(world, moderator):
    session, stranger = world.session, small.account(world.session, "stranger@example.org")
    with clock.frozen(LATER):
        first, second = begun(world, 0, 1)
        with pytest.raises(Forbidden, match="vote_members_only"):
            elections.vote(session, world.case, stranger.id, first.id)
        votes(world, {2: first, 3: first, 4: second})
        joining.withdraw(session, world.people[2])
        with pytest.raises(Forbidden, match="vote_members_only"):
            votes(world, {2: second})
        set_asides.set_aside(session, world.people[3], moderator, "coordinated", "三份内容完全相同。")
        found = elections.standings(session, [first, second])
        assert [found[one.id].votes for one in (first, second)] == [0, 1]


def test_an_organizer_who_acts_again_ends_the_election_and_old_votes_never_come_back(world, moderator):
    session = world.session
    with clock.frozen(LATER):
        (offer,) = begun(world, 0)
        votes(world, {1: offer})
        audit.write(session, world.case.id, world.actor, "letter.draft", "x")
        audit.chain_pending(session)
        session.expire_all()
        assert elections.running(session, world.case.id) is None
        with pytest.raises(Conflict, match="election_closed"):
            votes(world, {2: offer})
    with clock.frozen(VOTED), pytest.raises(Conflict, match="has_organizer"):
        elections.confirm(session, world.case, offer.id, moderator)
    with clock.frozen(VOTED + timedelta(days=31)):
        elections.open_due(session)
        again = elections.running(session, world.case.id)
        assert again is not None
        assert elections.is_open(again), "the offer that still stands begins the voting at once"
        assert elections.standings(session, [offer])[offer.id].votes == 0


def test_an_idle_organizer_is_noticed_once_and_voting_waits_for_the_first_offer(world, moderator):
    session = world.session
    elections.open_due(session)
    assert elections.running(session, world.case.id) is None
    with clock.frozen(LATER):
        elections.open_due(session)
        elections.open_due(session)
        (election,) = session.scalars(select(Election)).all()
        assert not elections.is_open(election)
        with pytest.raises(Conflict, match="election_closed"):
            elections.vote(session, world.case, world.people[0].account_id, world.people[0].id)
        (offer,) = begun(world, 0)
        assert elections.is_open(election)
        with pytest.raises(NotFound):
            elections.vote(session, world.case, world.people[1].account_id, election.id)
        votes(world, {1: offer})
        begun(world, 2)
        assert election.closes_at == LATER + elections.OPEN_FOR, "a later offer does not move the end"


def test_an_election_in_one_case_keeps_no_other_case_from_one(world):
    session = world.session
    with clock.frozen(NOW + timedelta(days=2)):
        other = small.make_case(session)
        small.organizer(session, other, "second@example.org")
    with clock.frozen(LATER):
        elections.open_due(session)
        assert elections.running(session, world.case.id) is not None
        assert elections.running(session, other.id) is None
    with clock.frozen(LATER + timedelta(days=1)):
        elections.open_due(session)
        assert elections.running(session, other.id) is not None


def test_where_nobody_voted_any_candidate_may_be_confirmed_and_a_refused_one_no_longer_leads(world, moderator):
    session = world.session
    with clock.frozen(LATER):
        first, second, third = begun(world, 0, 1, 2)
        votes(world, {0: first, 1: first, 2: second})
    with clock.frozen(VOTED):
        organizers.end(session, world.case, first.id, moderator)
        with pytest.raises(NotFound):
            elections.confirm(session, world.case, first.id, moderator)
        with pytest.raises(Conflict, match="not_elected"):
            elections.confirm(session, world.case, third.id, moderator)
        organizers.end(session, world.case, second.id, moderator)
        elections.confirm(session, world.case, third.id, moderator)
        assert standing(world) == [world.people[2].account_id]


def test_an_erased_member_leaves_no_vote(world, moderator):
    with clock.frozen(LATER):
        (offer,) = begun(world, 0)
        votes(world, {1: offer, 2: offer})
        erase_members(world.session, [world.people[1].id])
        assert world.session.scalars(select(Vote.membership_id)).all() == [world.people[2].id]


def test_a_case_with_an_active_organizer_or_none_needs_no_election(session):
    case = small.make_case(session)
    newcomer, moderator = small.account(session, "lin@example.org"), Actor(small.moderator(session).id, "moderator")
    offer = elections.offer(session, case, newcomer.id)
    elections.confirm(session, case, offer.id, moderator)
    assert session.scalar(select(Election.id)) is None
    with pytest.raises(Conflict, match="has_organizer"):
        elections.offer(session, case, small.account(session, "mei@example.org").id)


class Group:
    """Three people in a case whose organizer did nothing for a month, over HTTP."""

    def __init__(self, db: Database, new_client: Callable[..., Client]) -> None:
        self.db, self.new_client = db, new_client
        with db.write() as session:
            case = small.make_case(session)
            small.organizer(session, case)
            small.moderator(session)
            for name in ("lin", "mei", "wen"):
                small.join(session, case, f"{name}@example.org")
            self.url = f"/api/cases/{case.reference}"
        with clock.frozen(LATER):
            self.lin, self.mei, self.wen, self.stranger = map(self.someone, ("lin", "mei", "wen", "stranger"))
            assert self.lin.post(f"{self.url}/organizers", DECLARED).status_code == 201
            (self.candidate,) = self.mei.get(f"{self.url}/election").json()["candidates"]

    def someone(self, name: str) -> Client:
        return self.new_client(f"{name}@example.org")

    def vote(self, who: Client) -> int:
        return who.put(f"{self.url}/election/vote", {"candidate": self.candidate["id"]}).status_code

    def appoint(self) -> tuple[int, str | None]:
        answer = self.someone("moderator").post(f"{self.url}/organizers/{self.candidate['id']}/appoint")
        return answer.status_code, answer.json().get("code")


@pytest.fixture
def group(db: Database, new_client: Callable[..., Client]) -> Group:
    return Group(db, new_client)


def test_a_member_sees_who_stands_and_the_own_vote_but_never_a_total(group: Group) -> None:
    with clock.frozen(LATER):
        assert group.candidate["is_me"] is False
        assert [one["kind"] for one in group.mei.get("/api/me/waiting").json()] == ["election"]
        assert [group.vote(who) for who in (group.mei, group.wen, group.lin)] == [200, 200, 200]
        shown = group.mei.get(f"{group.url}/election").json()
        assert (shown["idle"], shown["open"], shown["my_vote"]) == (True, True, group.candidate["id"])
        assert set(shown) == {"idle", "open", "closes_at", "candidates", "my_vote"}
        assert set(shown["candidates"][0]) == {"id", "pseudonym", "declared_at", "is_me"}
        assert group.mei.get("/api/me/waiting").json() == []
        assert group.stranger.get(f"{group.url}/election").status_code in (403, 404)
        assert group.vote(group.stranger) in (403, 404)


def test_a_moderator_reads_the_votes_and_confirms_after_the_end_and_members_are_told(group: Group) -> None:
    with clock.frozen(LATER):
        assert told(group.db, BEGUN) == 3
        assert [group.vote(who) for who in (group.mei, group.wen)] == [200, 200]
        assert group.appoint() == (409, "letters.election_open")
    with clock.frozen(VOTED):
        (offer,) = group.someone("moderator").get("/api/moderation").json()["offers"]
        assert (offer["election"]["votes"], offer["election"]["may_confirm"]) == (2, True)
        assert group.appoint() == (200, None)
        lin = group.someone("lin")
        assert lin.get(f"{group.url}/election").json()["idle"] is False
        assert told(group.db, DONE) == 3
        assert lin.get(f"{group.url}/members").status_code == 200
