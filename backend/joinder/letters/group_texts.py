"""What may be said to a group at once: the tone rules, no live numbers, nobody's alias."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.cases.references import ALPHABET
from joinder.letters import describing, lint
from joinder.letters.lint import Finding
from joinder.reports.models import Membership

_CODE = re.compile(rf"(?<![A-Z0-9])[{ALPHABET}]{{8}}(?![A-Z0-9])")


def findings(session: Session, case: Case, text: str) -> list[Finding]:
    """Check a text for the group without keeping it."""
    codes = set(_CODE.findall(text.upper()))
    named = select(Membership.pseudonym).where(Membership.case_id == case.id, Membership.pseudonym.in_(codes))
    aliases = list(session.scalars(named)) if codes else []
    return lint.group(text, aliases, describing.about(session, case))


def refuse(session: Session, case: Case, texts: list[str]) -> None:
    """Refuse (Invalid) texts to the group with a finding that blocks, naming the first one."""
    for text in texts:
        lint.refuse(findings(session, case, text))
