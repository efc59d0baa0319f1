"""What an organizer says to members at once: general notes by message, and a check of texts for the group's chat."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from joinder.api.deps import CaseScope, Lang, ReadSession, allow
from joinder.api.letter_views import FindingRead, finding_view
from joinder.api.members import reader_of
from joinder.api.repeats import Once, kept
from joinder.api.schemas import DONE, Body, Done
from joinder.cases import audit
from joinder.letters import group_texts, noting
from joinder.letters.roster import Wanted

router = APIRouter(prefix="/api/cases/{reference}", tags=["reports"])


class NoteBody(Body):
    """Which general note goes to which members."""

    kind: str = "news"
    find: Annotated[str, StringConstraints(max_length=80)] = ""
    evidence: str | None = None
    approval: str | None = None
    grants: str | None = None
    state: str | None = None


class GroupText(Body):
    """A text that is meant for the group's chat."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class GroupTextRead(BaseModel):
    """What to change in it before posting; nothing means it may be posted."""

    findings: list[FindingRead]


@router.post("/messages", dependencies=[allow("member.message")], status_code=202)
def message_members(body: NoteBody, scope: CaseScope, session: Once) -> Done:
    """Tell the members that fit by a general message; each kind of note once a day."""
    wanted = Wanted(body.find, body.evidence, body.approval, body.grants, body.state)
    noting.note(session, scope.case.id, reader_of(scope), body.kind, wanted)
    audit.write(session, scope.case.id, scope.actor, "member.message", scope.case.reference, body.kind)
    return kept(session, DONE, 202)


@router.post("/group-texts/check", dependencies=[allow("member.message")])
def check_group_text(body: GroupText, scope: CaseScope, session: ReadSession, lang: Lang) -> GroupTextRead:
    """Look through a text for tone, personal data and numbers of people, which the public reads in releases only."""
    found = group_texts.findings(session, scope.case, body.text)
    return GroupTextRead(findings=[finding_view(one, lang) for one in found])
