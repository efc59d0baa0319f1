"""Everything in the web app that opens: which file holds it, who finds it where, and the words on what opens it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.e2e.aside import ALONE, ASIDE, LEFT

VISITOR, MEMBER, ROW = "", "member@demo.example", "row01@people.demo.example"
ORGANIZER, MODERATOR, ADMIN = "organizer@demo.example", "moderator@demo.example", "admin@demo.example"
DESK, SHEETS = "/cases/{case}/desk", "/cases/{middle}/desk/imports"
BROUGHT = "/cases/{brought}/desk/imports"
Ready = Callable[[Any, str], None]


@dataclass(frozen=True)
class Opener:
    """A button that opens a dialog, or (`fold`) a line that unfolds; `ready` names the way where it is longer."""

    part: str
    who: str
    at: str
    words: tuple[str, ...]
    fold: bool = False
    ready: str = ""
    keys: bool = False  # only where there is a keyboard

    def name(self, words: Callable[[str], str]) -> re.Pattern[str]:
        """Return how the words on it begin, whatever stands for the values in them."""
        said = [re.sub(r"\\{\\{\w+\\}\\}", ".*", re.escape(words(one))) for one in self.words]
        return re.compile(r"^\s*" + r"\s*".join(said))


def dialog(part: str, who: str, at: str, *words: str, ready: str = "", keys: bool = False) -> Opener:
    return Opener(part, who, at, words, ready=ready, keys=keys)


def fold(part: str, who: str, at: str, *words: str, ready: str = "") -> Opener:
    return Opener(part, who, at, words, fold=True, ready=ready)


DIALOGS = (
    dialog("features/cases/FlagDialog", VISITOR, "/cases/{case}", "case:flag.open"),
    dialog("features/statistics/Cite", VISITOR, "/cases/{case}", "statistics:cite.open"),
    dialog("features/statistics/Cite", VISITOR, "/companies/{company}", "statistics:cite.open"),
    dialog("features/statistics/Cite", VISITOR, "/statistics", "statistics:cite.open"),
    dialog("features/reference/WrongContact", VISITOR, "/channels/{channel}", "reference:channels.wrong.open"),
    dialog("features/reports/SaveForLater", VISITOR, "/report/issue", "report:keep.link", ready="begun"),
    dialog("features/reports/Unfinished", VISITOR, "/report", "report:start.discard", ready="begun"),
    dialog("features/reports/PutAway", VISITOR, "/report", "report:start.asideDrop", ready="put_away"),
    dialog("features/reports/ResumeForm", VISITOR, "/report", "report:start.codeOpen", ready="carried"),
    dialog("features/reports/PendingFiles", VISITOR, "/report/receipt", "common:remove", ready="refused"),
    dialog("features/reports/mine/OpenCase", ALONE, "/me/reports/{alone}", "account:later.open"),
    dialog("features/reports/mine/JoinWithMine", ALONE, "/cases/{case}", "account:joinMine.open"),
    dialog("features/reports/mine/WayOut", ALONE, "/me/reports/{alone}", "account:report.withdraw"),
    dialog("features/reports/mine/WayOut", ALONE, "/me/reports/{alone}", "account:report.erase"),
    dialog("features/reports/mine/WayOut", ASIDE, "/me/reports/{aside}", "account:report.leave"),
    dialog("features/reports/mine/WayOut", LEFT, "/me/reports/{left}", "account:report.rejoin"),
    dialog("features/evidence/KeptByMe", ALONE, "/me/reports/{alone}", "account:evidence.change"),
    dialog("features/evidence/EvidenceItem", ALONE, "/me/evidence", "account:evidence.remove"),
    dialog("features/accounts/Leaving", ALONE, "/me/account", "account:erase.button"),
    dialog(
        "features/reports/mine/MyConsents",
        ALONE,
        "/me/consents",
        "account:consents.takeBack",
        "account:consents.purposes.counting",
    ),
    dialog("features/letters/MyLetter", MEMBER, "/me/approvals/{case}/{reminder}", "letters:mine.stepOut"),
    dialog("features/cases/CloseCase", ORGANIZER, DESK, "desk:close.open"),
    dialog("features/cases/organizing/Appointed", ORGANIZER, DESK, "desk:appointed.stepDown"),
    dialog("features/cases/organizing/Appointed", ORGANIZER, DESK, "desk:appointed.end"),
    dialog("features/moderation/Organizers", MODERATOR, "/moderation/organizers", "moderation:organizers.end"),
    dialog("features/letters/FinalStep", ORGANIZER, DESK + "/letters/{closed}", "letters:next.show"),
    dialog("components/TakeBack", ORGANIZER, DESK + "/filings", "group:takeBack", ready="offered"),
    dialog("components/TakeBack", ORGANIZER, DESK + "/group", "group:takeBack"),
    dialog("features/reports/desk/Notes", ORGANIZER, DESK + "/members", "desk:note.open"),
    dialog("features/reports/desk/GroupTexts", ORGANIZER, DESK + "/members", "desk:groupTexts.open"),
    dialog("features/reports/desk/Export", ORGANIZER, DESK + "/members", "desk:export.open"),
    dialog("features/reports/desk/MemberDialog", ORGANIZER, DESK + "/members", "desk:members.open"),
    dialog("features/matching/KeysDialog", ORGANIZER, DESK + "/matches", "review:keys.title", keys=True),
    dialog("features/matching/Identical", ORGANIZER, DESK + "/matches", "review:bulk.button"),
    dialog("features/reports/importing/ClaimLink", ORGANIZER, BROUGHT, "desk:imports.linkAgain"),
    dialog("features/reports/importing/NamedPeople", ORGANIZER, BROUGHT, "desk:named.erase", ready="named"),
    dialog("pages/gallery/Rest", VISITOR, "/dev/components", "gallery:open"),
    dialog("pages/gallery/Rest", VISITOR, "/dev/components", "gallery:danger"),
    dialog("pages/gallery/Rarer", VISITOR, "/dev/components", "gallery:box"),
    dialog("pages/gallery/Rarer", VISITOR, "/dev/components", "gallery:risky", "gallery:first"),
)
FOLDS = (
    fold("app/InAppHint", MEMBER, "/me", "common:inApp.title", ready="in_chat"),
    fold("features/statistics/Caveat", VISITOR, "/statistics", "statistics:caveatMore"),
    fold("features/statistics/Totals", VISITOR, "/statistics", "statistics:table"),
    fold("features/statistics/FilingStates", VISITOR, "/statistics", "statistics:filingStates.table"),
    fold("features/statistics/TrendTable", VISITOR, "/statistics/compare?a={company}", "statistics:table"),
    fold("features/statistics/Breakdown", VISITOR, "/companies/{company}", "statistics:table"),
    fold("features/statistics/CaseNumbers", VISITOR, "/cases/{case}", "statistics:trend"),
    fold("features/statistics/CaseNumbers", VISITOR, "/cases/{case}", "statistics:by.area"),
    fold("features/statistics/Waterfall", VISITOR, "/cases/{case}", "statistics:table"),
    fold("features/reports/StartScreen", VISITOR, "/report", "report:start.codeTitle"),
    fold("pages/SignInPage", VISITOR, "/sign-in", "account:signIn.recover"),
    fold("features/accounts/NotMine", VISITOR, "/sign-in", "account:signIn.freshTitle", ready="code_sent"),
    fold("features/accounts/SignInBox", VISITOR, "/sign-in", "account:signIn.noCodeTitle", ready="code_sent"),
    fold("pages/gallery/Rest", VISITOR, "/dev/components", "gallery:more"),
    fold("features/reports/claiming/Objection", VISITOR, "/claim#{link}", "claim:object.title"),
    fold("features/reports/claiming/ClaimRow", ALONE, "/claim#{link}", "claim:byDetails"),
    fold("features/reports/mine/CorrectReport", ALONE, "/me/reports/{alone}", "account:correct.title"),
    fold("features/evidence/EvidenceItem", ALONE, "/me/evidence", "account:evidence.accessTitle"),
    fold("features/reports/mine/MyConsents", ASIDE, "/me/consents", "account:consents.past"),
    fold("features/letters/LetterText", MEMBER, "/me/approvals/{case}/{reminder}", "letters:text.facts"),
    fold("features/letters/LetterDesk", ORGANIZER, DESK + "/letters/{first}", "letters:standing.notes"),
    fold("features/letters/LetterText", ORGANIZER, DESK + "/letters/{first}", "letters:text.figures"),
    fold("features/letters/SourcedFields", ORGANIZER, DESK + "/letters/new", "letters:edit.timeline"),
    fold("features/letters/SourcedFields", ORGANIZER, DESK + "/letters/new", "letters:edit.stated"),
    fold("features/filings/Reaction", ORGANIZER, DESK + "/filings", "desk:reaction.title"),
    fold("features/filings/ChooseChannel", ORGANIZER, DESK + "/filings", "desk:choose.contacts"),
    fold("features/filings/offers/Offers", ORGANIZER, DESK + "/filings", "group:offer.record"),
    fold("features/filings/ProposeOutcome", ORGANIZER, DESK + "/filings", "desk:outcome.title"),
    fold("features/reports/desk/MemberFilters", ORGANIZER, DESK + "/members", "desk:filters.title"),
    fold("features/matching/Precision", ORGANIZER, DESK + "/matches", "review:precision.title"),
    fold("features/matching/PairHistory", ORGANIZER, DESK + "/matches", "review:history.title"),
    fold("features/reports/importing/SheetPreview", ORGANIZER, SHEETS, "desk:imports.notes", ready="sheet"),
    fold("features/reports/desk/RejectReport", ORGANIZER, DESK + "/members", "desk:members.reject", ready="member"),
    fold("features/reports/desk/SetAside", MODERATOR, DESK + "/members", "desk:aside.title", ready="member"),
    fold("features/reports/desk/SetAside", MODERATOR, DESK + "/members", "desk:aside.lift.title", ready="set_aside"),
    fold("features/moderation/Hiding", MODERATOR, "/moderation", "moderation:hide.title"),
    fold("features/moderation/Hiding", MODERATOR, "/moderation", "moderation:flag.hide"),
    fold("features/moderation/EditCase", MODERATOR, "/moderation", "common:words.open"),
    fold("features/moderation/Reply", MODERATOR, "/moderation", "moderation:reply.back"),
    fold("features/moderation/AppointmentForm", ADMIN, "/moderation", "moderation:representative.title"),
    fold("features/moderation/AppointmentForm", MODERATOR, "/moderation", "moderation:representative.endTitle"),
    fold("features/moderation/AppointmentForm", ADMIN, "/moderation", "moderation:role.title"),
    fold("features/moderation/AppointmentForm", ADMIN, "/moderation", "moderation:role.revokeTitle"),
    fold("features/moderation/ShowPattern", MODERATOR, "/moderation", "moderation:grouping.show"),
    fold("features/moderation/ShowPattern", MODERATOR, "/moderation", "moderation:grouping.endTitle"),
    fold("features/matching/SignalReview", MODERATOR, "/moderation/signals", "review:signals.setAside"),
)
