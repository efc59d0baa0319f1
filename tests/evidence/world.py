"""A small world for the tests of evidence, made through the real verbs."""

import asyncio
import uuid

from joinder.accounts import service as accounts
from joinder.cases import organizers, respondents
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE, Actor
from joinder.cases.service import CaseData
from joinder.core import storage
from joinder.evidence import intake, service
from joinder.evidence.service import Finding
from joinder.reports import consents
from joinder.reports import service as reports
from joinder.reports.service import ReportData

ALL_POINTS = Finding(*[True] * 5)


def stored_keys():
    return sorted(item.key for item in storage.get_store().list("evidence"))


def settled(data, declared=None):
    """Bring bytes in as an upload does, up to the point where only the row is missing."""

    async def run():
        async def chunks():
            for start in range(0, len(data), 50_000):
                yield data[start : start + 50_000]

        async with intake.received(chunks(), declared) as arrived:
            return await asyncio.to_thread(intake.settle, arrived)

    return asyncio.run(run())


def shallow(data):
    """Like `settled`, without a decoding child: for tests of counting, not of content."""
    digest = intake.hashlib.sha256(data).hexdigest()
    arrived = intake.Arrived(uuid.uuid4(), b"k" * 32, intake.Path("/nowhere"), len(data), digest, data[:10])
    return intake.Kept(arrived, "image/png", None, "image/webp", 10, digest)


class World:
    """One respondent, one case, and people who report."""

    def __init__(self, session):
        self.session = session
        self.company = respondents.propose(session, "竹叶钱包（演示）")
        if self.company.status == "proposed":
            respondents.moderate(session, self.company, listed=True)
        self.case = self.new_case()

    def new_case(self):
        data = CaseData(self.company.id, "unspecified", "竹叶钱包提现长期审核", "审核", "zh", ["refund"])
        made = cases.open_case(self.session, None, data)
        cases.publish(self.session, made, HOUSE)
        return made

    def person(self, name):
        return accounts.account_for(self.session, f"{name}@example.org", "zh")

    def report(self, who, case=None, **more):
        data = ReportData(self.company.id, "unspecified", "zh", "提现一直审核中", **more)
        return reports.submit(self.session, who, data, case, "counted_only", "zh")

    def joined(self, name):
        who = self.person(name)
        return who, self.report(who, self.case)

    def organizer(self, name="org"):
        who = self.person(name)
        offer = organizers.declare(self.session, self.case, who.id)
        organizers.appoint(self.session, self.case, offer.id, HOUSE)
        return who

    def share(self, report, organizer, fields=("evidence",)):
        return consents.share(self.session, report.account_id, report.membership_id, organizer.id, list(fields), "zh")

    def keep(self, report, data, name="图.png"):
        row, _ = service.keep(self.session, report.account_id, report.id, shallow(data), name)
        return row

    def accept(self, row, who, role="moderator", *, accepted=True):
        finding = ALL_POINTS if accepted else Finding(False, True, True, True, True)
        return service.check(self.session, row, Actor(who.id, role), finding, accepted=accepted)
