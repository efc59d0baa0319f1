"""The columns of a members' workbook: their titles, what each holds, and the order that the group's own sheet had."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from joinder.api.member_views import MemberRead, MemberReport
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
MINOR = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One member with what the reader was granted."""

    row: MemberRead
    contacts: list[str]
    words: dict[str, list[str]]


def group_order(session: Session, case_id: uuid.UUID) -> dict[str, str]:
    """Return our columns in the order of the group's last sheet, each with the title it had there."""
    found: dict[str, str] = {}
    for batch in import_queries.batches_of_case(session, case_id, 1):
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


def value_of(column: str, line: Line, lang: str) -> str | int | float | None:
    """Return one cell; what was not granted is empty."""
    row, first = line.row, line.row.reports[0] if line.row.reports else None
    if column in ("happened_on", "asked_on"):
        return _dated(column, first, lang) if first else None
    plain: dict[str, str | int | float | None] = {
        "alias": row.pseudonym,
        "nickname": row.nickname,
        "contact": " / ".join(line.contacts) or None,
        "amount": first.amount_minor / MINOR if first and first.amount_minor is not None else None,
        "currency": first.currency if first else None,
        "area": first.area if first else None,
        "ticket": _given(line, "ticket"),
        "text": _given(line, "narrative"),
        "reports": len(row.reports),
        "files": sum(one.evidence_files for one in row.reports),
        "checked": YES[lang] if row.evidence_checked else None,
        "approval": DECISIONS[row.approval][lang] if row.approval in DECISIONS else None,
    }
    return plain[column]


def _dated(column: str, report: MemberReport, lang: str) -> str | None:
    on = report.happened_on if column == "happened_on" else report.asked_on
    if on is None or column == "asked_on" or report.happened_precision == "day":
        return on.isoformat() if on else None
    return formats.day(on, report.happened_precision, lang)


def _given(line: Line, field: str) -> str | None:
    return "\n".join(line.words.get(field, [])) or None if field in line.row.granted else None
