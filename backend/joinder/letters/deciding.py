"""Which letters wait for somebody's decision in the cases they are in."""

import uuid
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core import clock
from joinder.letters import approval, queries
from joinder.letters.models import Letter, LetterOpening, LetterVersion
from joinder.letters.queries import Standing
from joinder.reports import queries as reports
from joinder.reports.models import Membership

MOST = 50


def waiting(session: Session, account_id: uuid.UUID) -> list[tuple[Standing, Case]]:
    """List the open letters that somebody may decide about and has not, the nearest closing first."""
    opened = select(LetterVersion.letter_id).join(LetterOpening, LetterOpening.version_id == LetterVersion.id)
    yesterday = clock.today() - timedelta(days=1)  # a day ends later elsewhere
    query = (
        select(Letter, Case, Membership.id)
        .join(Case, Case.id == Letter.case_id)
        .join(Membership, Membership.case_id == Case.id)
        .where(Membership.account_id == account_id, reports.is_counted())
        .where(Letter.id.in_(opened.where(LetterOpening.closing_on >= yesterday)))
    )
    found: list[tuple[Standing, Case]] = []
    for letter, case, member in session.execute(query.limit(MOST)):
        one = queries.standing(session, letter)
        is_open = approval.state_of(one.course, clock.now()) == "open"
        if is_open and queries.own_decision(session, one.version.id, member) is None:
            found.append((one, case))
    return sorted(found, key=lambda pair: (pair[0].course.closing_on or date.max, pair[0].letter.reference))
