"""The columns of a members' workbook: their titles, what each holds, and the order that the group's own sheet had."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from joinder.api.member_views import MemberRead, MemberReport, MemberWords
from joinder.letters import formats
from joinder.reports import import_queries

TITLES: dict[str, dict[str, str]] = {
    "alias": {"zh": "代号", "en": "Alias", "id": "Nama samaran"},
    "nickname": {"zh": "群昵称", "en": "Group name", "id": "Nama di grup"},
    "contact": {"zh": "联系方式", "en": "Contact", "id": "Kontak"},
    "happened_on": {"zh": "发生日期", "en": "Date", "id": "Tanggal"},
    "amount": {"zh": "金额", "en": "Amount", "id": "Jumlah"},
    "currency": {"zh": "币种", "en": "Currency", "id": "Mata uang"},
    "area": {"zh": "地区", "en": "Area", "id": "Wilayah"},
    "asked_on": {"zh": "向公司反映的日期", "en": "Asked the company on", "id": "Melapor ke perusahaan"},
    "ticket": {"zh": "工单号", "en": "Ticket", "id": "Nomor tiket"},
    "text": {"zh": "经过", "en": "What happened", "id": "Kejadian"},
    "reports": {"zh": "报告数", "en": "Reports", "id": "Laporan"},
    "files": {"zh": "证据文件数", "en": "Files", "id": "Berkas"},
    "checked": {"zh": "证据已核对", "en": "Evidence checked", "id": "Bukti diperiksa"},
    "approval": {"zh": "对信件的决定", "en": "Decision on the letter", "id": "Keputusan atas surat"},
}
COLUMNS = tuple(TITLES)
GRANTED = frozenset({"nickname", "contact", "ticket", "text"})
WORDS = frozenset({"ticket", "text"})
FROM_SHEET = {
    "person": "nickname", "name": "nickname", "nickname": "nickname", "phone": "contact", "email": "contact",
    "contact": "contact", "text": "text", "title": "text", "happened_on": "happened_on", "asked_on": "asked_on",
    "amount": "amount", "currency": "currency", "area": "area", "ticket": "ticket",
}  # fmt: skip
DECISIONS = {
    "approve": {"zh": "已同意", "en": "approved", "id": "menyetujui"},
    "object": {"zh": "反对", "en": "objects", "id": "keberatan"},
    "withdrawn": {"zh": "已退出", "en": "stepped out", "id": "mundur"},
}
YES = {"zh": "是", "en": "yes", "id": "ya"}


@dataclass(frozen=True, slots=True)
class Line:
    """One incident of a member, or a member without any, with what the reader was granted."""

    row: MemberRead
    contacts: list[str]
    report: MemberReport | None
    words: list[MemberWords]
    reports: int | None
    files: int


def group_order(session: Session, case_id: uuid.UUID) -> dict[str, str]:
    """Return our columns in the order of the group's last sheet, each with the title it had there."""
    found: dict[str, str] = {}
    newest, _ = import_queries.batches_page(session, case_id, None, 1)
    for batch in newest:
        for title, field in columns_of(batch.options):
            column = FROM_SHEET.get(field)
            if column is not None:
                found.setdefault(column, title)
    return found


def columns_of(options: dict[str, object]) -> list[tuple[str, str]]:
    """Return (title, field) of an import's columns in the order of its sheet; nothing when none are kept."""
    kept = options.get("columns")
    if not isinstance(kept, list):
        return []
    pairs: list[tuple[str, str]] = []
    for one in kept:  # pyright: ignore[reportUnknownVariableType]
        if isinstance(one, list) and len(one) == 2:  # noqa: PLR2004  pyright: ignore[reportUnknownArgumentType]
            pairs.append((str(one[0]), str(one[1])))
    return pairs


def lines_of(row: MemberRead, contacts: list[str], words: list[MemberWords]) -> list[Line]:
    """Return a line for each incident of a member, one for whoever has none; what was told twice joins the first.

    How many there are stands on the first alone, so that a column may be added up.
    """
    incidents = [one for one in row.reports if one.state == "incident"]
    repeats = [one for one in row.reports if one.state == "repeated"]
    lines: list[Line] = []
    for report in incidents or [None]:
        first = not lines
        told = [*([report] if report else []), *(repeats if first else [])]
        own = {one.id for one in told}
        files = sum(one.evidence_files for one in told)
        spoken = [one for one in words if one.id in own]
        lines.append(Line(row, contacts, report, spoken, len(incidents) if first else None, files))
    return lines


def value_of(column: str, line: Line, lang: str) -> str | int | float | None:
    """Return one cell; what was not granted is empty."""
    row, report = line.row, line.report
    if column in ("happened_on", "asked_on"):
        return _dated(column, report, lang) if report else None
    plain: dict[str, str | int | float | None] = {
        "alias": row.pseudonym,
        "nickname": row.nickname,
        "contact": " / ".join(line.contacts) or None,
        "amount": _amount(report) if report else None,
        "currency": report.currency if report else None,
        "area": report.area if report else None,
        "ticket": "\n".join(one.ticket for one in line.words if one.ticket) or None,
        "text": "\n".join(one.narrative for one in line.words if one.narrative) or None,
        "reports": line.reports,
        "files": line.files,
        "checked": YES[lang] if row.evidence_checked else None,
        "approval": DECISIONS[row.approval][lang] if row.approval in DECISIONS else None,
    }
    return plain[column]


def _amount(report: MemberReport) -> float | None:
    if report.amount_minor is None:
        return None
    return report.amount_minor / 10 ** formats.digits_of(report.currency or "")


def _dated(column: str, report: MemberReport, lang: str) -> str | None:
    on = report.happened_on if column == "happened_on" else report.asked_on
    if on is None or column == "asked_on" or report.happened_precision == "day":
        return on.isoformat() if on else None
    return formats.day(on, report.happened_precision, lang)
