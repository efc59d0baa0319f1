"""Who may open what: tickets, grants, reviewers, and the owner's list of who looked."""

import itertools
import threading
import uuid
from datetime import timedelta

import pytest
from joinder.cases.audit import Actor
from joinder.cases.models import AuditEntry
from joinder.core import clock, storage, tokens
from joinder.core.errors import Forbidden, Gone, Invalid, NotFound
from joinder.evidence import access, queries, service
from joinder.reports import consents
from joinder.reports import service as reports
from sqlalchemy import select

from tests.conftest import NOW
from tests.evidence import corpus
from tests.evidence.world import World, settled

SESSION = uuid.uuid4()


@pytest.fixture
def world(session):
    return World(session)


@pytest.fixture
def owned(world):
    """A real file of somebody in the case: (account, report, item)."""
    who, report = world.joined("a")
    row, _ = service.keep(world.session, who.id, report.id, settled(corpus.text()), "聊天.txt")
    return who, report, row


def ticket(world, row, who, role="owner", purpose="own_copy", reason=None):
    return access.issue_ticket(world.session, row, Actor(who.id, role), SESSION, purpose, reason)


def test_the_owner_fetches_the_original_once_and_sees_it_in_the_list(world, owned):
    who, _, row = owned
    token = ticket(world, row, who)
    opened = access.redeem_ticket(world.session, token, who.id, SESSION)
    assert b"".join(access.contents(opened, "original")) == corpus.text()
    seen = access.accesses(world.session, [row.id])[row.id]
    assert [(one.role, one.what, one.purpose, one.at) for one in seen] == [("owner", "original", "own_copy", NOW)]
    with pytest.raises(tokens.TokenRefused):
        access.redeem_ticket(world.session, token, who.id, SESSION)
    assert len(access.accesses(world.session, [row.id])[row.id]) == 1


def test_a_ticket_ends_after_two_minutes(world, owned):
    who, _, row = owned
    token = ticket(world, row, who)
    with clock.frozen(NOW + timedelta(seconds=126)), pytest.raises(tokens.TokenRefused):
        access.redeem_ticket(world.session, token, who.id, SESSION)
    with clock.frozen(NOW + timedelta(seconds=119)):
        access.redeem_ticket(world.session, token, who.id, SESSION)


def test_a_used_ticket_is_remembered_until_it_could_not_be_accepted_any_more(world, owned):
    who, _, row = owned
    token = ticket(world, row, who)
    access.redeem_ticket(world.session, token, who.id, SESSION)
    with clock.frozen(NOW + timedelta(seconds=124)):
        tokens.prune(world.session)
        with pytest.raises(tokens.TokenRefused):
            access.redeem_ticket(world.session, token, who.id, SESSION)
    with clock.frozen(NOW + timedelta(seconds=200)):
        tokens.prune(world.session)
        assert world.session.scalar(select(tokens.UsedToken.id)) is None


def test_a_ticket_is_worth_nothing_to_another_session_or_person(world, owned):
    who, _, row = owned
    token, other = ticket(world, row, who), world.person("b")
    for account, session_id in ((who.id, uuid.uuid4()), (other.id, SESSION), (other.id, uuid.uuid4())):
        with pytest.raises(tokens.TokenRefused):
            access.redeem_ticket(world.session, token, account, session_id)
    access.redeem_ticket(world.session, token, who.id, SESSION)


def test_a_ticket_for_a_removed_item_or_from_another_purpose_is_refused(world, owned):
    who, _, row = owned
    token = ticket(world, row, who)
    foreign = tokens.sign("other.ticket", {"sub": str(who.id), "sid": str(SESSION), "obj": str(row.id)}, 60)
    service.remove(world.session, row, Actor(who.id, "owner"))
    for bad in (token, foreign, "a.b.c", "", "x" * 5000):
        with pytest.raises(tokens.TokenRefused):
            access.redeem_ticket(world.session, bad, who.id, SESSION)


def test_two_who_use_one_ticket_at_once_get_one_file(db):
    with db.write() as session:
        world = World(session)
        who, report = world.joined("a")
        row, _ = service.keep(session, who.id, report.id, settled(corpus.text()), "a.txt")
        token, account = ticket(world, row, who), who.id
    outcomes = []

    def use():
        try:
            with db.write() as session:
                access.redeem_ticket(session, token, account, SESSION)
        except tokens.TokenRefused:
            outcomes.append("refused")
        else:
            outcomes.append("opened")

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["opened"] + ["refused"] * 7


def test_a_strangers_item_is_open_to_nobody(world, owned):
    _, _, row = owned
    for role in (
        "owner",
        "organizer",
        "co_organizer",
        "participant",
        "member",
        "respondent_representative",
        "stranger",
    ):
        with pytest.raises(Forbidden):
            ticket(world, row, world.person("x"), role)


def test_an_organizer_opens_only_while_the_member_shares_evidence_with_this_very_person(world, owned):
    _, report, row = owned
    organizer, other = world.organizer(), world.person("co")
    open_it = Actor(organizer.id, "organizer")
    with pytest.raises(Forbidden):
        access.open_derivative(world.session, row, open_it, "review")
    world.share(report, organizer, fields=("narrative", "contact"))
    with pytest.raises(Forbidden):
        access.open_derivative(world.session, row, open_it, "review")
    grant = world.share(report, organizer, fields=("narrative", "evidence"))
    access.open_derivative(world.session, row, open_it, "review")
    with pytest.raises(Forbidden):
        access.open_derivative(world.session, row, Actor(other.id, "co_organizer"), "review")
    token = ticket(world, row, organizer, "organizer", "review")
    consents.take_back(world.session, report.account_id, grant.id)
    with pytest.raises(Forbidden):  # taken back between the ticket and its use
        access.redeem_ticket(world.session, token, organizer.id, SESSION)


def test_a_moderator_needs_a_reason_that_goes_into_the_audit_chain(world, owned, session):
    _, _, row = owned
    moderator = world.person("m")
    with pytest.raises(Invalid) as caught:
        ticket(world, row, moderator, "moderator", "moderation", "  ")
    assert caught.value.code == "evidence.reason_needed"
    token = ticket(world, row, moderator, "moderator", "moderation", "投诉人要求核对")
    access.redeem_ticket(session, token, moderator.id, SESSION)
    session.flush()
    pending = [(one.action, one.reason) for one in session.info["audit"] if one.actor_id == moderator.id]
    assert pending == [("evidence.ticket", "投诉人要求核对"), ("evidence.open_original", "moderation")]


@pytest.mark.parametrize(
    ("role", "purpose"), [("owner", "review"), ("moderator", "own_copy"), ("moderator", "curiosity"), ("owner", "")]
)
def test_another_purpose_is_refused(world, owned, role, purpose):
    who, _, row = owned
    with pytest.raises(Invalid):
        ticket(world, row, who, role, purpose, "because")


def test_a_moderator_has_no_business_with_a_report_outside_any_case(world):
    who = world.person("a")
    report = world.report(who)
    row = world.keep(report, b"x")
    with pytest.raises(Forbidden):
        access.open_derivative(world.session, row, Actor(world.person("m").id, "moderator"), "review")
    access.open_derivative(world.session, row, Actor(who.id, "owner"), "own_copy")


def test_the_owner_sees_every_look_of_others_and_not_their_own(world, owned):
    who, report, row = owned
    organizer, moderator = world.organizer(), world.person("m")
    world.share(report, organizer)
    access.open_derivative(world.session, row, Actor(who.id, "owner"), "own_copy")
    access.open_derivative(world.session, row, Actor(organizer.id, "organizer"), "review")
    access.open_derivative(world.session, row, Actor(moderator.id, "moderator"), "review")
    seen = access.accesses(world.session, [row.id])[row.id]
    assert sorted((one.role, one.what) for one in seen) == [("moderator", "derivative"), ("organizer", "derivative")]


def test_opening_is_in_the_audit_chain_of_the_case(db):
    with db.write() as session:
        world = World(session)
        who, report = world.joined("a")
        row, _ = service.keep(session, who.id, report.id, settled(corpus.text()), "a.txt")
        token, account = ticket(world, row, who), who.id
    with db.write() as session:
        access.redeem_ticket(session, token, account, SESSION)
    with db.read() as session:
        query = select(AuditEntry.action, AuditEntry.role).where(AuditEntry.object_ref == row.reference)
        entries = list(session.execute(query.order_by(AuditEntry.seq)))
    assert entries == [("evidence.receive", "owner"), ("evidence.ticket", "owner"), ("evidence.open_original", "owner")]


def test_a_missing_file_is_said_before_any_byte(owned):
    _, _, row = owned
    storage.get_store().delete(row.storage_key)
    with pytest.raises(Gone) as caught:
        access.contents(row, "original")
    assert caught.value.code == "evidence.file_damaged"


@pytest.mark.parametrize("damage", ["flip first", "flip last", "cut", "swap with copy"])
def test_a_damaged_file_is_never_given_out_as_whole(world, owned, damage):
    _, _, row = owned
    store = storage.get_store()
    blob = bytearray(store.read(row.storage_key))
    if damage == "flip first":
        blob[25] ^= 1
    elif damage == "flip last":
        blob[-1] ^= 1
    elif damage == "cut":
        del blob[-5:]
    else:
        blob = bytearray(store.read(row.derivative_key))
    store.delete(row.storage_key)
    path = store._root / row.storage_key
    path.write_bytes(bytes(blob))
    with pytest.raises(Gone):
        access.contents(row, "original")
    assert b"".join(access.contents(row, "derivative"))


def test_an_item_is_found_only_where_it_belongs(world, owned):
    who, _, row = owned
    other_case = world.new_case()
    assert queries.own(world.session, who.id, row.id) is row
    assert queries.own(world.session, world.person("b").id, row.id) is None
    assert queries.in_case(world.session, world.case.id, row.id) is row
    assert queries.in_case(world.session, other_case.id, row.id) is None


def test_an_item_of_a_withdrawn_report_is_out_of_every_reviewers_sight(world, owned):
    _, report, row = owned
    organizer = world.organizer()
    world.share(report, organizer)
    reports.withdraw_report(world.session, report)
    world.session.flush()
    assert queries.in_case(world.session, world.case.id, row.id) is None
    assert queries.case_page(world.session, world.case.id, None, None, None)[0] == []
    with pytest.raises(Forbidden):
        access.open_derivative(world.session, row, Actor(organizer.id, "organizer"), "review")


def test_the_review_list_pages_through_everything_once(world):
    organizer, shared = world.organizer(), []
    for name in "abcde":
        _, report = world.joined(name)
        rows = [world.keep(report, f"{name}{number}".encode()) for number in range(3)]
        if name != "c":
            world.share(report, organizer)
            shared += [row.id for row in rows]
    for who, expected in ((organizer.id, 12), (None, 15)):
        seen, cursor = [], None
        for _ in itertools.count():
            rows, cursor = queries.case_page(world.session, world.case.id, who, cursor, 4)
            seen += [row.evidence.id for row in rows]
            if cursor is None:
                break
        assert (len(seen), len(set(seen))) == (expected, expected)
        if who:
            assert set(seen) == set(shared)


def test_the_review_list_of_what_nobody_checked_leaves_out_what_a_colleague_decided_and_pages_on(world):
    members = [world.joined(name) for name in "abcde"]
    rows = [world.keep(report, str(report.id).encode()) for _, report in members]
    world.accept(rows[1], world.person("m"), accepted=False)
    service.list_kept_by_me(world.session, members[0][0].id, members[0][1].id, "录音")
    world.session.flush()
    seen, cursor = [], None
    for _ in range(9):
        page, cursor = queries.case_page(world.session, world.case.id, None, cursor, 2, unchecked=True)
        seen += [row.evidence.id for row in page]
        if page and page[0].evidence.id == rows[0].id:
            world.accept(rows[0], world.person("m"))  # what is checked meanwhile hides nothing of the next page
            world.session.flush()
        if cursor is None:
            break
    assert set(seen) == {rows[number].id for number in (0, 2, 3, 4)}
    assert len(seen) == 4


def test_a_ticket_to_something_without_a_file_is_refused(world):
    who, report = world.joined("a")
    row = service.list_kept_by_me(world.session, who.id, report.id, "录音")
    with pytest.raises(NotFound):
        ticket(world, row, who)
