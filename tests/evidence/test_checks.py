"""Evidence checked: what a reviewer accepts, whose word counts, and files that several people sent."""

import itertools
from datetime import timedelta

import pytest
from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.core.errors import Conflict, Forbidden, Invalid
from joinder.evidence import manifest, queries, service
from joinder.evidence.service import Finding
from joinder.reports import service as reports
from joinder.reports import set_asides
from joinder.reports.models import Membership
from joinder.statistics.checks import checked_by

from tests.conftest import NOW
from tests.evidence.world import ALL_POINTS, World


@pytest.fixture
def world(session):
    return World(session)


def checked(world):
    world.session.flush()
    return queries.checked(world.session, world.case.id)


def test_one_accepted_item_makes_a_member_checked(world):
    _, report = world.joined("a")
    _, other = world.joined("b")
    world.keep(report, b"1")
    row = world.keep(report, b"2")
    world.keep(other, b"3")
    assert checked(world) == {}
    world.accept(row, world.person("m"))
    assert checked(world) == {report.membership_id: {"moderator"}}


@pytest.mark.parametrize("missing", range(5))
def test_an_item_is_accepted_only_if_every_point_holds(world, missing):
    _, report = world.joined("a")
    row = world.keep(report, b"1")
    finding = Finding(*[place != missing for place in range(5)])
    moderator = Actor(world.person("m").id, "moderator")
    with pytest.raises(Invalid):
        service.check(world.session, row, moderator, finding, accepted=True)
    service.check(world.session, row, moderator, finding, accepted=False)
    assert checked(world) == {}


def test_a_reviewers_second_word_replaces_the_first(world):
    _, report = world.joined("a")
    row, moderator = world.keep(report, b"1"), world.person("m")
    world.accept(row, moderator)
    world.accept(row, moderator, accepted=False)
    assert checked(world) == {}
    assert len(queries.checks_of(world.session, [row.id])[row.id]) == 1


def test_a_moderators_word_overrules_an_organizers_in_every_order(world):
    _, report = world.joined("a")
    row, organizer, moderator = world.keep(report, b"1"), world.organizer(), world.person("m")
    world.share(report, organizer)
    says = {"organizer": organizer, "moderator": moderator}
    minute = 0
    for order in itertools.permutations(says):
        for yes in ("organizer", "moderator"):
            for role in order:
                minute += 1
                with clock.frozen(NOW + timedelta(minutes=minute)):
                    world.accept(row, says[role], role, accepted=role == yes)
            assert (report.membership_id in checked(world)) == (yes == "moderator")


def test_the_latest_of_several_organizers_decides(world):
    _, report = world.joined("a")
    row, first, second = world.keep(report, b"1"), world.organizer(), world.person("co")
    for organizer in (first, second):
        world.share(report, organizer)
    world.accept(row, first, "organizer")
    with clock.frozen(NOW + timedelta(minutes=1)):
        world.accept(row, second, "co_organizer", accepted=False)
    assert checked(world) == {}
    with clock.frozen(NOW + timedelta(minutes=2)):
        world.accept(row, first, "organizer")
    assert checked(world) == {report.membership_id: {"organizer"}}


def test_a_file_that_another_account_sent_too_checks_nobody(world):
    a, report = world.joined("a")
    _, twin = world.joined("b")
    moderator = world.person("m")
    world.accept(world.keep(report, b"same"), moderator)
    assert checked(world)
    copy = world.keep(twin, b"same")
    world.accept(copy, moderator)
    assert checked(world) == {}
    [group] = queries.same_file(world.session, world.case.id)
    assert (len(group.evidence_ids), len(group.account_ids)) == (2, 2)
    service.remove(world.session, copy, Actor(a.id, "moderator"))
    assert set(checked(world)) == {report.membership_id}
    assert queries.same_file(world.session, world.case.id) == []


def test_the_same_persons_own_copy_in_two_reports_is_no_flag(world):
    who, report = world.joined("a")
    second = world.report(who, world.case)
    row = world.keep(report, b"same")
    world.keep(second, b"same")
    world.accept(row, world.person("m"))
    assert set(checked(world)) == {report.membership_id}
    assert queries.same_file(world.session, world.case.id) == []


def test_a_file_in_another_case_is_no_twin(world):
    _, report = world.joined("a")
    elsewhere = world.report(world.person("b"), world.new_case())
    world.accept(world.keep(report, b"same"), world.person("m"))
    world.keep(elsewhere, b"same")
    assert set(checked(world)) == {report.membership_id}


def test_a_withdrawn_or_rejected_report_checks_nobody(world):
    _, report = world.joined("a")
    _, other = world.joined("b")
    moderator = world.person("m")
    world.accept(world.keep(report, b"1"), moderator)
    world.accept(world.keep(other, b"2"), moderator)
    reports.withdraw_report(world.session, report)
    reports.reject(world.session, other, Actor(moderator.id, "moderator"), "spam")
    assert checked(world) == {}


def test_something_kept_by_its_owner_can_not_be_checked(world):
    who, report = world.joined("a")
    row = service.list_kept_by_me(world.session, who.id, report.id, "录音")
    with pytest.raises(Conflict):
        world.accept(row, world.person("m"))


def test_nobody_checks_their_own_or_what_is_not_shared(world):
    who, report = world.joined("a")
    row = world.keep(report, b"1")
    with pytest.raises(Forbidden) as caught:
        world.accept(row, who, "moderator")
    assert caught.value.code == "evidence.own_check"
    with pytest.raises(Forbidden) as caught:
        world.accept(row, world.organizer(), "organizer")
    assert caught.value.code == "evidence.not_shared"
    with pytest.raises(Forbidden):
        service.check(world.session, row, Actor(None, "moderator"), ALL_POINTS, accepted=True)


def test_the_review_list_shows_how_many_others_sent_the_same_file(world):
    for name in "abc":
        world.keep(world.joined(name)[1], b"same")
    world.keep(world.joined("d")[1], b"own")
    rows, _ = queries.case_page(world.session, world.case.id, None, None, None)
    assert sorted(row.same_file_accounts for row in rows) == [0, 2, 2, 2]
    assert len({row.pseudonym for row in rows}) == 4


def test_counts_of_files_come_by_report(world):
    who, report = world.joined("a")
    _, empty = world.joined("b")
    world.keep(report, b"1")
    service.list_kept_by_me(world.session, who.id, report.id, "录音")
    assert queries.file_counts(world.session, [report.id, empty.id]) == {report.id: 2}


def test_a_manifest_holds_every_file_under_one_root_and_any_change_breaks_it(world):
    who, report = world.joined("a")
    _, other = world.joined("b")
    for number in range(3):
        world.keep(report, b"%d" % number)
    world.keep(other, b"other")
    service.list_kept_by_me(world.session, who.id, report.id, "录音")
    made = service.manifest(world.session, [report.id, other.id])
    assert len(made.entries) == 4
    pack = made.as_json()
    assert manifest.verify(pack)
    assert service.manifest(world.session, [other.id, report.id]).root == made.root
    for place, item in enumerate(pack["items"]):
        for name, value in item.items():
            other_value = value + 1 if isinstance(value, int) else value[:-1] + ("0" if value[-1] != "0" else "1")
            items = [*pack["items"]]
            items[place] = {**item, name: other_value}
            assert not manifest.verify({**pack, "items": items}), name
    assert not manifest.verify({**pack, "items": pack["items"][:-1]})
    assert not manifest.verify({**pack, "items": pack["items"][::-1]})


def test_a_leaf_says_nothing_about_its_file_without_the_salt(world):
    _, report = world.joined("a")
    row = world.keep(report, b"1")
    [entry] = service.manifest(world.session, [report.id]).entries
    unsalted = manifest.merkle.leaf_hash(manifest.canonical_json(entry.facts))
    assert entry.leaf != unsalted
    assert len(bytes.fromhex(row.salt)) == 16


def told(world):
    """How many people are told as checked, and who vouches for them."""
    found = queries.checked_counted(world.session, world.case.id)
    return len(found), checked_by(found)


def test_only_counted_people_are_told_as_checked(world):
    moderator, organizer = world.person("m"), world.organizer()
    reports_of = [world.joined(name)[1] for name in "ab"]
    for report in reports_of:
        world.share(report, organizer)
    world.accept(world.keep(reports_of[0], b"1"), moderator)
    assert told(world) == (1, "moderators")
    world.accept(world.keep(reports_of[1], b"2"), organizer, "organizer")
    assert told(world) == (2, "organizers")
    member = world.session.get_one(Membership, reports_of[1].membership_id)
    set_asides.set_aside(world.session, member, Actor(moderator.id, "moderator"), "coordinated", "演示理由")
    assert told(world) == (1, "moderators")
