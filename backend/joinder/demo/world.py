"""Who and what the demo has so far: staff, wallets, cases, people; made through the rooms' verbs."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from joinder.accounts import service as accounts
from joinder.accounts.models import Account
from joinder.cases import audit, organizers, respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.models import Case
from joinder.cases.service import CaseData
from joinder.demo.calendar import Calendar
from joinder.demo.pictures import Darkroom
from joinder.demo.stories import Stories
from joinder.demo.wallets import WALLETS, Wallet
from joinder.matching import service as matching
from joinder.matching.finding import Told

DOMAIN = "demo.example"
STAFF = {"organizer": "", "moderator": "moderator", "admin": "admin", "journalist": "journalist", "representative": ""}
TALKATIVE = 25  # every so many-th person wants messages, so that the outbox page stays readable


@dataclass
class Person:
    """Somebody invented: the contact, where they are, and what they are in their case."""

    contact: str
    lang: str
    account_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    report_id: uuid.UUID | None = None
    narrative: str = ""
    shows: bool = False
    out: bool = False

    @property
    def named(self) -> bool:
        """Whether this is one of the accounts that people who try the demo sign in with."""
        return not self.contact.endswith(f"people.{DOMAIN}")


@dataclass
class World:
    """Everything told so far; `told` waits to be compared at the end of a transaction."""

    calendar: Calendar
    darkroom: Darkroom
    rng: random.Random
    stories: Stories
    staff: dict[str, uuid.UUID] = field(default_factory=dict[str, uuid.UUID])
    companies: dict[str, uuid.UUID] = field(default_factory=dict[str, uuid.UUID])
    cases: dict[str, uuid.UUID] = field(default_factory=dict[str, uuid.UUID])
    references: dict[str, str] = field(default_factory=dict[str, str])
    people: dict[str, list[Person]] = field(default_factory=dict[str, list[Person]])
    told: list[Told] = field(default_factory=list[Told])
    numbers: int = 0

    def ago(self, days: float) -> datetime:
        """Return the instant so many days before the end."""
        return self.calendar.ago(days)

    def actor(self, role: str) -> Actor:
        """Return somebody of the staff acting in their role."""
        return Actor(self.staff[role], "respondent_representative" if role == "representative" else role)

    def account(self, session: Session, role: str) -> Account:
        """Return the account of somebody of the staff."""
        return session.get_one(Account, self.staff[role])

    def case(self, session: Session, key: str) -> Case:
        """Return a case by its wallet's key."""
        return session.get_one(Case, self.cases[key])

    def here(self, key: str) -> list[Person]:
        """Return who has joined a case so far and still counts in it."""
        return [one for one in self.people[key] if one.member_id is not None and not one.out]

    def new_person(self, lang: str) -> Person:
        """Return the next invented person."""
        self.numbers += 1
        return Person(f"p{self.numbers:03d}@people.{DOMAIN}", lang)

    def account_of(self, session: Session, person: Person) -> Account:
        """Return a person's account, made when they first come; few want messages."""
        account = accounts.account_for(session, person.contact, person.lang)
        number = "".join(sign for sign in person.contact if sign.isdigit())
        account.notify = not number or int(number) % TALKATIVE == 0
        person.account_id = account.id
        return account

    def compare(self, session: Session) -> None:
        """Look for near-copies among what this transaction told."""
        matching.index_reports(session, self.told)
        self.told.clear()


def appoint_staff(world: World, session: Session) -> None:
    """Make the accounts that the README names and give them their roles."""
    for name, role in STAFF.items():
        account = accounts.account_for(session, f"{name}@{DOMAIN}", "zh")
        world.staff[name] = account.id
        if role:
            accounts.grant_role(session, account, role, None)
            audit.write(session, None, HOUSE, "role.grant", account.id, role)
    for wallet in WALLETS:
        _list_company(world, session, wallet)
    representing = organizers.verify(
        session, world.actor("moderator"), world.staff["representative"], world.companies["skylark"]
    )
    world.staff["representation"] = representing.id


def _list_company(world: World, session: Session, wallet: Wallet) -> None:
    company = respondents.propose(session, wallet.names["zh"], region=wallet.region)
    respondents.moderate(session, company, listed=True, names=wallet.names)
    audit.write(session, None, world.actor("moderator"), "respondent.moderate", company.id, "listed")
    world.companies[wallet.key] = company.id


def open_case(world: World, session: Session, wallet: Wallet, texts: dict[str, str], by: uuid.UUID) -> Case:
    """Open one wallet's case with its title and summary."""
    remedies = list(dict.fromkeys(wallet.remedies))
    data = CaseData(
        world.companies[wallet.key], wallet.issue, texts["title"], texts["summary"], texts["lang"], remedies
    )
    case = cases.open_case(session, by, data)
    world.cases[wallet.key] = case.id
    return case
