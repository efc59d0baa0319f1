"""What a company answered in public, over all its public cases."""

from fastapi import APIRouter

from joinder.api.cases import ReplyRead
from joinder.api.deps import Cursor, Limit, ReadSession, allow
from joinder.api.respondents import listed
from joinder.cases import queries
from joinder.core.paging import Page

router = APIRouter(prefix="/api/respondents", tags=["cases"])


class CompanyReplyRead(ReplyRead):
    """A respondent's public answer, with the case it answers."""

    case: str
    case_title: str
    case_lang: str


@router.get("/{slug}/replies", dependencies=[allow("respondent.read")])
def read_company_replies(
    slug: str, session: ReadSession, cursor: Cursor = None, limit: Limit = None
) -> Page[CompanyReplyRead]:
    """Read a listed company's public answers in its public cases, newest first."""
    rows, following = queries.replies_of_company(session, listed(session, slug).id, cursor, limit)
    items = [
        CompanyReplyRead(
            category=row.category,
            text=row.text,
            lang=row.lang,
            on=queries.shown_on(row).isoformat(),
            case=case.reference,
            case_title=case.title,
            case_lang=case.lang,
        )
        for row, case in rows
    ]
    return Page(items=items, next_cursor=following)
