"""Two people at once: exactly one seals, and nobody is in a letter they stepped out of first."""

import threading

import pytest
from joinder.core import clock
from joinder.core.errors import Conflict
from joinder.letters import queries, sealing, service
from joinder.letters.models import Letter, SealedLetter
from sqlalchemy import select

from tests.letters.world import World, later


def run_at_once(acts):
    """Start all acts at one barrier and return what each gave or raised."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def act(place):
        gate.wait(timeout=30)
        try:
            found[place] = acts[place]()
        except Exception as error:
            found[place] = error

    threads = [threading.Thread(target=act, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return found


@pytest.fixture
def shown(db):
    with db.write() as session:
        world = World(session, size=4)
        letter = world.shown()
    return world, letter.id


def seal(db, world, letter_id):
    with db.write() as session:
        return sealing.seal(session, session.get_one(Letter, letter_id), world.actor).issue


def test_of_six_people_sealing_at_once_exactly_one_wins_and_the_others_are_refused(db, shown):
    world, letter_id = shown
    with later(days=7):
        found = run_at_once([lambda: seal(db, world, letter_id)] * 6)
    assert found.count(1) == 1
    assert [one.code for one in found if isinstance(one, Conflict)] == ["letters.already_sealed"] * 5
    with db.read() as session:
        assert len(list(session.scalars(select(SealedLetter)))) == 1


def test_without_the_lock_the_unique_constraint_still_lets_one_win(db, shown, monkeypatch):
    monkeypatch.setattr(queries, "lock", lambda _session, _letter: None)
    world, letter_id = shown
    with later(days=7):
        found = run_at_once([lambda: seal(db, world, letter_id)] * 3)
    assert found.count(1) == 1
    assert all(isinstance(one, Conflict) for one in found if one != 1)


def test_a_sealed_letter_never_counts_somebody_who_stepped_out_before_it(db, shown):
    world, letter_id = shown

    def leave(place):
        with db.write() as session:
            letter = session.get_one(Letter, letter_id)
            service.step_out(session, letter, session.merge(world.people[place]))
        return "left"

    with later(days=7):
        acts = [lambda: leave(0), lambda: leave(1), lambda: seal(db, world, letter_id)]
        found = run_at_once(acts)
        assert found == ["left", "left", 1]
        with db.write() as session:
            letter = session.get_one(Letter, letter_id)
            sealing.reissue(session, letter)
            issue = queries.issue_of(session, letter_id)
            gone = {one.id for one in world.people[:2]}
            assert not queries.members_of(session, issue.id) & gone
            assert queries.is_current(session, queries.standing(session, letter))


def test_two_revisions_at_once_make_two_versions_or_refuse_one(db):
    with db.write() as session:
        world = World(session)
        letter_id = world.drafted().id

    def revise():
        with db.write() as session:
            letter, case = session.get_one(Letter, letter_id), session.merge(world.case)
            from tests.letters.world import plan

            return service.revise(session, case, letter, world.actor, plan(), others=None).number

    found = run_at_once([revise, revise])
    assert sorted(found) == [2, 3]
    assert clock.now()
