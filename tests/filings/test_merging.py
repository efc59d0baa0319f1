"""Two accounts of one person become one: nothing they said or filed is lost, and all of it goes when they erase it."""

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from joinder.accounts.models import Account
from joinder.cases.audit import Actor
from joinder.cases.models import Organizer
from joinder.core import clock, crypto, jobs, sealed
from joinder.core.database import Database
from joinder.core.errors import Conflict
from joinder.core.sealed import DataKey, DeletionLedgerEntry
from joinder.filings import forgetting, outcomes, own_data, packs, queries
from joinder.filings.models import Filing, Offer, OfferAnswer, OutcomeAnswer, Response
from joinder.filings.schemas import OutcomeCreate
from joinder.letters import gathering, grants, polls, sealing
from joinder.letters import queries as letters
from joinder.letters import service as voice
from joinder.letters.election_models import Election, Vote
from joinder.letters.models import AnnexLine, Approval, Letter
from joinder.letters.polls import Question
from joinder.letters.said_models import Poll, PollAnswer
from joinder.letters.service import Decided
from joinder.reports import nicknames
from joinder.reports.models import Membership, Report
from sqlalchemy import select

from tests.client import Client
from tests.filings.world import START, World, days

MEDIATION, OTHER_MEDIATION = "cn-consumer-association", "cn-samr-12315"
NAME = "林一（演示）"
ANSWERS = (Vote, PollAnswer, OutcomeAnswer, OfferAnswer)


class Twin:
    """One person with two accounts in one case: A was first and says little, B says and files everything."""

    def __init__(self, db: Database) -> None:
        self.db = db
        with db.write() as session:
            world = World(session)
            (a, self.a), (b, self.b), (_, self.c) = world.people
            self.first, self.second, self.case = a.id, b.id, world.case
            self.keys = {a.key_id, b.key_id}
            nicknames.name(session, self.b, "小林")
            self.pack = packs.open_pack(session, world.case, self.b, MEDIATION, ["own_account", "same_words"])
            wish = OutcomeCreate(kind="solved", summary="公司说已经退款。", closes_on=date(2026, 9, 20), lang="zh")
            self.outcome = outcomes.propose_outcome(session, world.actor, world.case, wish)
            outcomes.answer_outcome(session, b.id, self.outcome, "confirmed")
            question = Question(
                "先寄公司还是先找监管？", ("先寄公司", "先找监管"), clock.now() + timedelta(days=9), "zh"
            )
            self.poll = polls.ask(session, world.case, world.actor, question)
            polls.answer(session, a.id, self.poll, 0)
            organizer = session.scalars(select(Organizer.id)).one()
            election = Election(case_id=world.case.id, replaces=organizer, opened_at=clock.now())
            session.add(election)
            session.flush()
            vote = {"membership_id": self.b.id, "candidate": organizer, "voted_at": clock.now()}
            session.add(Vote(election_id=election.id, **vote))
            self._offer(session, world)
            self.letter = world.opened_letter(decided=False)
            voice.decide(session, self.letter, self.a, Decided("object", note="先等等。"), "zh")
            with clock.frozen(clock.now() + timedelta(minutes=5)):
                polls.answer(session, b.id, self.poll, 1)
                said = Decided("approve", ["name"], NAME, "请写上我的名字。")
                voice.decide(session, self.letter, self.b, said, "zh")
                voice.decide(session, self.letter, self.c, Decided("approve"), "zh")

    def _offer(self, session, world: World) -> None:
        by = {"recorded_by": world.organizer.id, "recorded_at": clock.now()}
        came = Response(filing_id=self.pack.id, key_id=self.pack.key_id, kind="reply", came_on=START, lang="zh", **by)
        session.add(came)
        session.flush()
        offer = Offer(
            reference="OFFER2345678", case_id=world.case.id, response_id=came.id, key_id=sealed.new_data_key(session),
            lang="zh", answer_by=date(2026, 9, 20), zone="Asia/Shanghai", **by,
        )  # fmt: skip
        session.add(offer)
        session.flush()
        given = {"membership_id": self.b.id, "answer": "decline", "answered_at": clock.now()}
        session.add(OfferAnswer(offer_id=offer.id, **given))

    def members(self, session) -> list[uuid.UUID]:
        return list(session.scalars(select(Membership.id).where(Membership.account_id.in_((self.first, self.second)))))


@pytest.fixture
def twin(db: Database) -> Iterator[Twin]:
    with clock.frozen(START):
        yield Twin(db)


def merge(client: Client) -> Client:
    """Sign in to the first account and add the second one's contact to it."""
    client.sign_in("p0@example.org")
    client.sign_in("p1@example.org")
    return client


def test_what_the_other_account_decided_answered_and_filed_is_the_persons_own(twin: Twin, client: Client) -> None:
    person = merge(client)
    assert [one["reference"] for one in person.get("/api/me/packs").json()] == [twin.pack.reference]
    with twin.db.write() as session:
        own, other = session.get_one(Membership, twin.a.id), session.get_one(Membership, twin.b.id)
        assert (own.nickname, other.nickname, other.withdrawn_at) == ("小林", None, clock.now())
        people = queries.counted_members(session, twin.case.id)
        assert people == {twin.a.id, twin.c.id}
        assert queries.outcome_lines(session, twin.outcome, people).confirmed == {twin.a.id}
        assert polls.own_choices(session, twin.first, [session.get_one(Poll, twin.poll.id)]) == {twin.poll.id: 1}
        for table in ANSWERS:
            assert list(session.scalars(select(table.membership_id))) == [twin.a.id]
        found = letters.standing(session, session.get_one(Letter, twin.letter.id))
        assert letters.approving(session, found) == people
        recipient = grants.recipient_key(found.version.channel_id, twin.letter.reference)
        giving = gathering.persons(session, people, recipient)
        assert gathering.names_given(session, found.version.id, giving) == {twin.a.id: NAME}
        assert [note.note for note, _ in letters.notes_of(session, found.version.id)] == [
            "请写上我的名字。",
            "先等等。",
        ]
        case = session.merge(twin.case, load=False)
        with pytest.raises(Conflict, match=r"^filings\.route_conflict$"):
            packs.open_pack(session, case, own, OTHER_MEDIATION, ["own_account"])
        told = json.dumps(own_data.everything(session, twin.first), ensure_ascii=False, default=str)
        assert all(word in told for word in (NAME, twin.pack.reference, "小林", "decline"))


def test_an_earlier_word_of_the_other_account_does_not_replace_a_later_one(twin: Twin, client: Client) -> None:
    with clock.frozen(START + timedelta(minutes=9)), twin.db.write() as session:
        letter = session.get_one(Letter, twin.letter.id)
        voice.decide(session, letter, session.get_one(Membership, twin.a.id), Decided("approve"), "zh")
        polls.answer(session, twin.first, session.get_one(Poll, twin.poll.id), 0)
        polls.answer(session, twin.first, session.get_one(Poll, twin.poll.id), 1)
        polls.answer(session, twin.first, session.get_one(Poll, twin.poll.id), 0)
    merge(client)
    with twin.db.read() as session:
        assert polls.own_choices(session, twin.first, [session.get_one(Poll, twin.poll.id)]) == {twin.poll.id: 0}
        found = letters.standing(session, session.get_one(Letter, twin.letter.id))
        assert letters.approving(session, found) == {twin.a.id, twin.c.id}
        (own, _) = gathering.persons(session, [twin.a.id, twin.c.id], "")
        recipient = grants.recipient_key(found.version.channel_id, twin.letter.reference)
        assert own.granted == grants.fields_of(session, [twin.a.id], recipient).get(twin.a.id, frozenset())
        assert not own.granted  # the approval that stands gave no name


def test_who_left_with_the_other_account_is_not_brought_back_but_keeps_the_packs(
    twin: Twin, client: Client, new_client: Callable[..., Client]
) -> None:
    left = new_client("p1@example.org").post(f"/api/cases/{twin.case.reference}/withdraw")
    assert left.status_code == 200, left.text
    person = merge(client)
    assert [one["reference"] for one in person.get("/api/me/packs").json()] == [twin.pack.reference]
    with twin.db.read() as session:
        found = letters.standing(session, session.get_one(Letter, twin.letter.id))
        assert letters.approving(session, found) == {twin.c.id}
        people = queries.counted_members(session, twin.case.id)
        assert queries.outcome_lines(session, twin.outcome, people).confirmed == frozenset()


def test_who_left_with_the_first_account_alone_still_stands_behind_what_the_other_said(
    twin: Twin, client: Client
) -> None:
    with clock.frozen(START + timedelta(minutes=9)), twin.db.write() as session:
        letter, own = session.get_one(Letter, twin.letter.id), session.get_one(Membership, twin.a.id)
        voice.decide(session, letter, own, Decided("approve"), "zh")
    client.sign_in("p0@example.org")
    assert client.post(f"/api/cases/{twin.case.reference}/withdraw").status_code == 200
    client.sign_in("p1@example.org")
    with twin.db.read() as session:
        found = letters.standing(session, session.get_one(Letter, twin.letter.id))
        assert letters.approving(session, found) == {twin.a.id, twin.c.id}
        assert polls.own_choices(session, twin.first, [session.get_one(Poll, twin.poll.id)]) == {twin.poll.id: 1}


@pytest.mark.parametrize("how", ["asked", "replayed"])
def test_erasing_the_account_erases_what_hangs_on_every_account_merged_into_it(
    twin: Twin, client: Client, how: str
) -> None:
    with twin.db.write() as session:
        show_and_seal(session, twin, both=True)
    person = merge(client)
    jobs.run_due(twin.db)
    with twin.db.read() as session:
        members = twin.members(session)
        lines = list(session.scalars(select(AnnexLine).where(AnnexLine.membership_id.in_(members))))
        assert {one.membership_id for one in lines} == {twin.a.id, twin.b.id}
        keys = twin.keys | {one.key_id for one in lines} | {twin.pack.key_id}
        keys |= set(session.scalars(select(Report.key_id).where(Report.account_id == twin.first)))
        keys |= {one for one in session.scalars(select(Membership.key_id)) if one is not None}
        assert set(session.scalars(select(DataKey.id))) >= keys
    if how == "asked":
        assert person.delete("/api/me").status_code == 200
    else:
        with twin.db.write() as session:
            for key_id in sorted(twin.keys):
                forgetting.erase_again(session, key_id)
                sealed.shred(session, key_id)
    sealed.forget_all()
    with twin.db.read() as session:
        assert set(session.scalars(select(DataKey.id))) & keys == set()
        assert set(session.scalars(select(DeletionLedgerEntry.key_id))) >= keys
        for table in ANSWERS:
            assert session.scalars(select(table).where(table.membership_id.in_(members))).all() == []
        for said in session.scalars(select(Approval).where(Approval.name_sealed.is_not(None))):
            with pytest.raises(crypto.SealBrokenError):
                _ = said.name
        rows = session.scalars(select(Membership).where(Membership.id.in_(members))).all()
        assert {(one.nickname_sealed, one.withdrawn_at is None) for one in rows} == {(None, False)}
        assert session.get_one(Filing, twin.pack.id).number_sealed is None
        accounts = session.scalars(select(Account).where(Account.id.in_((twin.first, twin.second)))).all()
        assert all(one.closed_at for one in accounts)


def test_erasing_one_report_erases_the_line_of_the_account_it_was_told_under(twin: Twin, client: Client) -> None:
    with twin.db.write() as session:
        show_and_seal(session, twin, both=False)
        (told,) = session.scalars(select(Report.id).where(Report.membership_id == twin.b.id))
        (line,) = session.scalars(select(AnnexLine).where(AnnexLine.membership_id == twin.b.id))
        voice.note_sending(session, line.sealed_id)
    person = merge(client)
    address = f"/api/cases/{twin.case.reference}/letters/{twin.letter.reference}/own-line"
    assert NAME in person.get(address).text
    with twin.db.read() as session:
        sent = Filing(id=line.id, case_id=twin.case.id, sealed_letter_id=line.sealed_id)
        assert queries.members_of(session, [sent]) == {line.id: {twin.a.id, twin.c.id}}
    assert person.delete(f"/api/me/reports/{told}").status_code == 200
    with twin.db.read() as session:
        assert session.get(DataKey, line.key_id) is None
    assert NAME not in person.get(address).text


def show_and_seal(session, twin: Twin, *, both: bool) -> None:
    """Show and seal the letter, which the first account may approve, too."""
    letter = session.get_one(Letter, twin.letter.id)
    actor = Actor(session.scalars(select(Organizer.account_id)).one(), "organizer")
    if both:
        with days(1):
            voice.decide(session, letter, session.get_one(Membership, twin.a.id), Decided("approve"), "zh")
    with days(4):
        sealing.final_view(session, letter, actor)
    with clock.frozen(START + timedelta(days=6, minutes=1)):
        sealing.seal(session, letter, actor)
