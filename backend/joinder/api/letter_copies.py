"""The files of a letter: the organizer's preview, the members' copy, the recipient's copy (audited)."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Response

from joinder.api.deps import CaseScope, ReadSession, Uow, allow
from joinder.api.schemas import Body
from joinder.cases import audit
from joinder.core import clock
from joinder.core.errors import Conflict
from joinder.letters import copies, printing, queries, sealing

router = APIRouter(prefix="/api/cases/{reference}/letters/{letter}", tags=["letters"])
LetterReference = Annotated[str, Path(max_length=16)]
Form = Literal["pdf", "docx"]
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}, "description": "The file"}}


class FormBody(Body):
    """Which file is wanted."""

    form: Form


def _file(content: bytes, name: str, form: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(content, media_type=copies.MEDIA[form], headers=headers)


@router.get("/preview.pdf", dependencies=[allow("letter.preview")], response_class=Response, responses=FILE)
def preview_letter(scope: CaseScope, letter: LetterReference, session: ReadSession) -> Response:
    """Print the current version as a draft, with figures as they would be now."""
    row = queries.letter_of(session, scope.case.id, letter)
    return _file(printing.pdf(sealing.preview(session, row), clock.now()), f"draft-{row.reference}", "pdf")


@router.get("/copy.{form}", dependencies=[allow("letter.copy")], response_class=Response, responses=FILE)
def fetch_member_copy(scope: CaseScope, letter: LetterReference, form: Form, session: ReadSession) -> Response:
    """Fetch the members' copy of a sealed letter: the body, nobody's line."""
    row = queries.letter_of(session, scope.case.id, letter)
    issue = queries.issue_of(session, row.id)
    if issue is None:
        raise Conflict("letters.not_sealed")
    return _file(copies.read(session, issue, "member", form), f"letter-{row.reference}", form)


@router.post("/recipient-copy", dependencies=[allow("letter.recipient_copy")], response_class=Response, responses=FILE)
def fetch_recipient_copy(scope: CaseScope, letter: LetterReference, body: FormBody, session: Uow) -> Response:
    """Fetch the copy that goes to the named recipient, with its annex; every fetch is audited."""
    row = queries.letter_of(session, scope.case.id, letter)
    queries.lock(session, row)
    found = queries.standing(session, row)
    if found.issue is None:
        raise Conflict("letters.not_sealed")
    if found.sending is None and not queries.is_current(session, found):
        raise Conflict("letters.being_recomputed")
    content = copies.read(session, found.issue, "recipient", body.form)
    audit.write(session, scope.case.id, scope.actor, "letter.recipient_copy", f"{row.reference}/{found.issue.issue}")
    return _file(content, f"letter-{row.reference}-recipient", body.form)
