"""Where a case stands, from public facts alone."""

from typing import Any

from joinder.statistics.steps import ORDER, steps_of


def release(people: str | None, evidence: str | None, by: str = "organizers") -> dict[str, Any]:
    return {"lines": {"people": {"as_of": people}, "evidence_checked": {"as_of": evidence}}, "checked_by": by}


def test_nothing_is_reached_before_a_public_fact_says_so() -> None:
    steps = steps_of([("case.opened", "2026-01-01"), ("organizer.appointed", "2026-01-02")], [release(None, None)])
    assert [step.name for step in steps] == list(ORDER)
    assert all(step.on is None for step in steps)


def test_each_step_has_the_first_day_that_says_so() -> None:
    entries = [
        ("case.published", "2026-02-01"),
        ("letter.sealed", "2026-04-02"),
        ("letter.sealed", "2026-05-02"),
        ("filing.sent", "2026-05-04"),
        ("reply.published", "2026-04-20"),
        ("filing.answered", "2026-06-01"),
    ]
    releases = [release("2026-03-01", None), release("2026-03-09", "2026-03-09")]
    found = {step.name: step.on for step in steps_of(entries, releases)}
    assert found == {
        "confirmed": "2026-02-01",
        "joined": "2026-03-01",
        "evidence": "2026-03-09",
        "letter": "2026-04-02",
        "filed": "2026-05-04",
        "answered": "2026-04-20",
        "closed": None,
    }


def test_the_step_of_evidence_says_who_vouches_for_it_and_since_when() -> None:
    attached = [release("2026-03-01", None, "moderators"), release("2026-03-01", "2026-03-09")]
    [step] = [one for one in steps_of([], attached) if one.name == "evidence"]
    assert (step.on, step.checked_by) == ("2026-03-09", "organizers")
    checked = [*attached, release("2026-03-01", "2026-04-02", "moderators"), release("2026-05-01", None)]
    [step] = [one for one in steps_of([], checked) if one.name == "evidence"]
    assert (step.on, step.checked_by) == ("2026-04-02", "moderators")
