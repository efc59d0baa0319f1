"""At which state the joint letters of public cases stand: public dates, never a number of people."""

import uuid
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import clock
from joinder.filings.calendars import zone_of
from joinder.filings.models import Filing
from joinder.filings.queries import followed
from joinder.filings.states import PublicState, public_state
from joinder.statistics.page_schemas import FilingStateRead

ORDER: tuple[PublicState, ...] = ("filed", "due", "overdue", "answered", "closed")


def filing_states(session: Session, case_ids: Sequence[uuid.UUID]) -> list[FilingStateRead]:
    """Return how many sent joint letters of these cases stand at each state; members' own packs are never counted."""
    found: Counter[PublicState] = Counter()
    for start in range(0, len(case_ids), 500):
        query = select(Filing).where(Filing.case_id.in_(case_ids[start : start + 500]), Filing.membership_id.is_(None))
        sent = list(session.scalars(query.where(Filing.filed_on.is_not(None))))
        for one in followed(session, sent):
            facts = public_state(one.facts, clock.today(zone_of(one.filing.region)))
            if facts is not None:
                found[facts.state] += 1
    return [FilingStateRead(state=state, filings=found[state]) for state in ORDER if found[state]]
