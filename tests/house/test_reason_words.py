"""Every reason that the audit trail may hold as a code has words at the moderator's desk, and nothing else has."""

import ast
import json
from pathlib import Path
from typing import get_args

import pytest
from joinder.accounts.service import ROLES
from joinder.api.corrections import ReportCorrect
from joinder.api.member_columns import COLUMNS
from joinder.api.roles import RoleRevocation
from joinder.cases import lifecycle, organizers
from joinder.evidence.access import PURPOSES
from joinder.filings.schemas import EndReason
from joinder.letters.noting import NOTES
from joinder.reports import correcting, incidents
from joinder.statistics import emerging

ROOT = Path(__file__).parents[2]
# The columns that a correction can change; an order number is kept only as a hash.
CORRECTED = (set(ReportCorrect.model_fields) - {"order_number"}) | {"order_hash", *correcting.WORDS.values()}
LOSSES = get_args(RoleRevocation.model_fields["reason_code"].annotation)
# Every act that is written with a reason, and the codes which that can be; some may also be in somebody's own words.
CODES = {
    "case.hide": lifecycle.REASON_CODES,
    "case.close": lifecycle.CLOSE_CODES,
    "case.restore": lifecycle.RESTORE_CODES,
    "contact.resolve": ("right", "to_correct"),
    "evidence.check": ("accepted", "not accepted"),
    "evidence.open_derivative": PURPOSES,
    "evidence.open_original": PURPOSES,
    "evidence.ticket": PURPOSES,
    "filing.end": get_args(EndReason),
    "flag.resolve": ("kept", "hidden", "edited"),
    "member.export": COLUMNS,
    "member.message": tuple(NOTES),
    "membership.set_aside": incidents.SET_ASIDE_CODES,
    "membership.set_aside_carried": incidents.SET_ASIDE_CODES,
    "organizer.end": organizers.WHY_ENDED,
    "pattern.end": emerging.END_REASONS,
    "reply.return": lifecycle.RETURN_CODES,
    "report.correct": CORRECTED,
    "report.reject": incidents.REJECT_CODES,
    "representative.end": organizers.WHY_ENDED,
    "respondent.moderate": ("listed", "hidden"),
    "role.grant": ROLES,
    "role.revoke": (*ROLES, *LOSSES),
    "signal.review": ("nothing", "set_aside"),
}


def with_reasons() -> set[str]:
    """Return every act that the code writes with a reason; an act of many forms as it stands in the code."""
    found: set[str] = set()
    for path in (ROOT / "backend" / "joinder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.write" and len(node.args) > 5:
                act = node.args[3]
                found.add(str(act.value) if isinstance(act, ast.Constant) else ast.unparse(act))
    return found


def test_every_act_with_a_reason_is_known_here() -> None:
    opened = {one for one in CODES if one.startswith("evidence.open_")}
    assert with_reasons() == (CODES.keys() - opened) | {"f'evidence.open_{what}'"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_words_and_only_reasons_have(lang: str) -> None:
    path = ROOT / "frontend" / "src" / "i18n" / lang / "moderation.json"
    words = json.loads(path.read_text("utf-8"))["audit"]["reasons"]
    worded = {f"{room}.{act}": said for room, of_room in words.items() for act, said in of_room.items()}
    assert {act: set(said) for act, said in worded.items()} == {act: set(codes) for act, codes in CODES.items()}
    assert all(all(said.values()) for said in worded.values())
