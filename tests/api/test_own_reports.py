"""One's own reports on one page: what was decided about each, with as many statements for many as for one."""

from joinder.api.report_views import show_all
from joinder.cases.audit import Actor
from joinder.core.database import Database
from joinder.reports import set_asides
from joinder.reports.models import Membership, Report
from sqlalchemy import event, select

from tests import world


def statements(db: Database, take: int) -> tuple[int, list[str | None]]:
    told: list[str] = []

    def listen(*heard: object) -> None:
        told.append(str(heard[2]))

    with db.read() as session:
        reports = list(session.scalars(select(Report).order_by(Report.id).limit(take)))
        bind = session.get_bind()
        event.listen(bind, "before_cursor_execute", listen)
        try:
            shown = show_all(session, reports, "zh")
        finally:
            event.remove(bind, "before_cursor_execute", listen)
    return len(told), [one.set_aside_reason for one in shown]


def test_many_reports_are_shown_with_as_many_statements_as_one(db: Database) -> None:
    with db.write() as session:
        moderator = Actor(world.moderator(session).id, "moderator")
        for title in ("提现一直审核不到账", "余额被冻结无法使用", "手续费没有说明", "客服从不回复"):
            report = world.join(session, world.make_case(session, title=title), "lin@example.org")
            member = session.get_one(Membership, report.membership_id)
            set_asides.set_aside(session, member, moderator, "coordinated", f"理由：{title}")
    alone, _ = statements(db, 1)
    together, reasons = statements(db, 4)
    assert together == alone
    assert sorted(str(one) for one in reasons) == sorted(
        f"理由：{title}" for title in ("提现一直审核不到账", "余额被冻结无法使用", "手续费没有说明", "客服从不回复")
    )


def test_a_date_told_in_words_is_shown_in_these_words(db: Database) -> None:
    said = {"happened_on": None, "happened_precision": "unknown", "happened_text": "大概春节前后"}
    with db.write() as session:
        report = world.join(session, world.make_case(session), "lin@example.org", **said)
        [shown] = show_all(session, [report], "zh")
    assert shown.happened_text == "大概春节前后"
