"""Listed respondents follow the shipped reference data after every migration."""

from sqlalchemy.orm import Session

from joinder.cases.respondents import RespondentData, upsert
from joinder.core import migrate
from joinder.reference import catalog


@migrate.after_migration
def list_respondents(session: Session) -> None:
    """Bring the respondents of reference data into the list; changes nothing when they are in step."""
    upsert(
        session,
        [
            RespondentData(
                names={lang: name for lang, name in one.names.model_dump().items() if name},
                reference_id=one.id,
                slug=one.id,
                aliases=list(one.aliases),
                region=one.region,
                legal_name=one.legal_name,
                registration_code=one.registration_code,
                registered_address=one.registered_address,
                sources=list(one.source),
            )
            for one in catalog.respondents()
        ],
    )
