"""The members' own lines of a sealed letter: whether they still say what is so."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from joinder.core import crypto, sealed
from joinder.letters import gathering, grants
from joinder.letters.models import AnnexLine


def still_true(session: Session, lines: Sequence[AnnexLine], recipient: str) -> bool:
    """Tell whether every line gives, says and lists what its person gives this recipient, says and still has."""
    opened = _opened(session, lines)
    if opened is None:
        return False
    given = grants.fields_of(session, opened.keys(), recipient)
    reports = gathering.incidents_said(session, opened.keys())
    files = gathering.files_left(session, [file for one in opened.values() for file in one.get("files", ())])
    return all(
        line_true(one, given.get(member, set()), reports.get(member, {}), files) for member, one in opened.items()
    )


def _opened(session: Session, lines: Sequence[AnnexLine]) -> dict[uuid.UUID, dict[str, Any]] | None:
    """Return what each member's line says; None when one of them was erased."""
    sealed.preload(session, lines)
    try:
        return {one.membership_id: json.loads(one.line_json) for one in lines}
    except crypto.SealBrokenError:
        return None


def line_true(line: dict[str, Any], given: set[str], reports: dict[str, str], files: set[str]) -> bool:
    """Tell whether a line gives what its person gives now, all its reports count unchanged, all its files are there.

    New reports and files may wait. A line sealed before files were named in it is made anew once if it has any.
    """
    told = line["reports"]
    same = told.items() <= reports.items() if isinstance(told, dict) else set(told) <= reports.keys()
    named = line.get("files", [])
    return set(line["fields"]) == given and same and len(named) == line["exhibits"] and set(named) <= files


def holds(line: AnnexLine, report_id: uuid.UUID) -> bool:
    """Tell whether a report is in a line; an erased line holds none."""
    try:
        return report_id.hex in json.loads(line.line_json)["reports"]
    except crypto.SealBrokenError:
        return False
