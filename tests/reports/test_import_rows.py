"""Importing on both databases: nothing lost, nothing doubled, nothing refused kept."""

import json

import pytest
from joinder.cases import audit
from joinder.core import crypto, sealed
from joinder.core.errors import Conflict, Invalid
from joinder.matching.imported import index_imported
from joinder.matching.models import Match, report_shingles
from joinder.matching.service import act_on
from joinder.reports import counts
from joinder.reports.import_models import ImportBatch, ImportedRow, NamedPerson
from joinder.reports.import_queries import fold_same_person, named_tally
from joinder.reports.import_rejects import RejectsWriter
from joinder.reports.import_sheet import Options, look_through
from joinder.reports.imports import Told, Watch, begin
from joinder.reports.models import Report
from sqlalchemy import func, select

from tests.reports.import_kit import HEADER, bring, case_about, respondent, row, sheet
from tests.reports.messy import ROWS, write_messy


def _texts(session) -> str:
    reports = session.scalars(select(Report)).all()
    sealed.preload(session, reports)
    parts = [(one.narrative, one.amount_text, one.happened_text, one.ticket, one.company_answer) for one in reports]
    return json.dumps(parts, ensure_ascii=False)


def test_the_messy_sheet_goes_in_without_losing_a_row(db, tmp_path):
    planted = write_messy(tmp_path / "某群登记表.xlsx")
    about, rejects = respondent(db), tmp_path / "rejects.csv"
    with rejects.open("w", encoding="utf-8", newline="") as file:
        writer = RejectsWriter(file, "zh", ["姓名"])
        outcome = bring(db, tmp_path / "某群登记表.xlsx", about, watch=Watch(rejected=writer.write))
    assert outcome.read == ROWS == outcome.added + outcome.repeated + outcome.rejected
    assert (outcome.repeated, outcome.rejected) == (2, planted.rejected)
    with db.read() as session:
        tally = named_tally(session, respondent_id=about.id)
        assert (tally.received, tally.repeated) == (ROWS - planted.rejected, 2)
        kept, written = _texts(session), rejects.read_text("utf-8-sig")
        assert not [secret for secret in planted.secrets if secret in kept or secret in written]
        assert audit.broken_chains(session) == []
    assert len(written.splitlines()) == planted.rejected + 1
    again = bring(db, tmp_path / "某群登记表.xlsx", about)
    assert (again.added, again.repeated, again.rejected) == (0, ROWS - planted.rejected, planted.rejected)
    assert (again.unchanged, again.changed, again.gone) == (ROWS - planted.rejected, 0, 0)


def test_imported_people_are_named_and_never_counted(db, tmp_path):
    about = respondent(db)
    case = case_about(db, about)
    bring(db, sheet(tmp_path / "a.csv", [row(n) for n in range(1, 21)]), about, case)
    with db.read() as session:
        tally = counts.tally(session, case.id)
        assert (tally.received, tally.people, tally.named_received, tally.named_incidents) == (0, 0, 20, 20)
        assert named_tally(session, case_id=case.id).people == 20


def test_the_same_person_on_several_rows_is_one_named_person(db, tmp_path):
    about = respondent(db)
    rows = [row(n, **{"姓名": "测试多次", "电话": "13800008888"}) for n in range(1, 5)]
    bring(db, sheet(tmp_path / "a.csv", rows), about)
    with db.read() as session:
        person = session.scalars(select(NamedPerson)).one()
        assert (person.name, person.phone) == ("测试多次", "+8613800008888")
        assert named_tally(session, respondent_id=about.id).incidents == 4


def test_a_newer_sheet_shows_added_changed_unchanged_and_gone(db, tmp_path):
    about = respondent(db)
    bring(db, sheet(tmp_path / "群.csv", [row(n) for n in range(1, 11)]), about)
    newer = [row(1, 金额="999元"), *(row(n) for n in range(2, 9)), row(11)]
    outcome = bring(db, sheet(tmp_path / "群(2).csv", newer), about)
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.gone) == (1, 1, 7, 2)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Report).where(Report.amount_minor == 99_900)) == 1
        assert session.scalar(select(func.count()).select_from(Report)) == 11


def test_a_row_told_anew_is_compared_by_its_new_words(db, tmp_path):
    about, told, watch = respondent(db), report_shingles.c, Watch(after_batch=index_imported)
    story = "充值之后余额一直没有到账，我打了很多次客服电话，他们只让我继续等待，也不给书面的答复，希望尽快退钱。"
    other = "分期的扣款日前一天我已经存够了钱，系统却还是收了逾期费，客服说规定如此不能退，我认为这并不合理。"
    bring(db, sheet(tmp_path / "群.csv", [row(1, 经过=story), row(2, 经过=other)]), about, watch=watch)
    with db.read() as session:
        before = dict(session.execute(select(told.report_id, told.wording)).all())
    newer = [row(1, 经过=other + "谢谢。"), row(2, 经过=other)]
    assert bring(db, sheet(tmp_path / "群(2).csv", newer), about, watch=watch).changed == 1
    with db.read() as session:
        after = dict(session.execute(select(told.report_id, told.wording)).all())
        assert (set(after), sum(after[one] != before[one] for one in after)) == (set(before), 1)
        assert session.scalars(select(Match)).one().state == "proposed"


@pytest.mark.parametrize("changed", [{"日期": "2025-03-02"}, {"金额": "999元"}])
def test_a_folded_row_whose_newer_facts_speak_against_the_fold_is_an_incident_again(db, tmp_path, changed):
    about, watch = respondent(db), Watch(after_batch=index_imported)
    case = case_about(db, about)
    story = "充值之后余额一直没有到账，我打了很多次客服电话，他们只让我继续等待，也不给书面的答复，希望尽快退钱。"
    again = {"姓名": "测试001", "电话": "13800000001", "日期": "2025-02-11", "金额": "10元"}
    rows = [row(1, 经过=story), row(2, **again, 经过=story), row(3, **again, 经过="您好，" + story)]

    def incidents():
        with db.read() as session:
            tally = named_tally(session, case_id=case.id)
            states = sorted((one.state, one.decided_role) for one in session.scalars(select(Match)))
            return tally.incidents, tally.people, states

    bring(db, sheet(tmp_path / "群.csv", rows), about, case, watch)
    assert incidents() == (1, 1, [("confirmed", "house")] * 3)
    newer = [rows[0], row(2, **(again | changed), 经过=story), rows[2]]
    outcome = bring(db, sheet(tmp_path / "群(2).csv", newer), about, case, watch)
    assert (outcome.changed, outcome.unchanged) == (1, 2)
    assert incidents() == (2, 1, [("confirmed", "house"), ("undone", "house"), ("undone", "house")])
    with db.write() as session:
        for match in session.scalars(select(Match).where(Match.state == "undone")):
            act_on(session, match, case.id, audit.Actor(None, "organizer"), "confirm")
    newest = [rows[0], row(2, **(again | {name: value + " " for name, value in changed.items()}), 经过=story), rows[2]]
    newest[1][HEADER.index("金额")] = "888元"
    bring(db, sheet(tmp_path / "群(3).csv", newest), about, case, watch)
    assert incidents() == (1, 1, [("confirmed", "house"), *[("confirmed", "organizer")] * 2]), (
        "what a human said stands"
    )


def test_another_groups_sheet_never_changes_this_groups_rows(db, tmp_path):
    about = respondent(db)
    bring(db, sheet(tmp_path / "一群.csv", [row(1)]), about)
    outcome = bring(db, sheet(tmp_path / "二群.csv", [row(1, 经过="这是另一件事情，发生在另外一天。")]), about)
    assert (outcome.added, outcome.changed, outcome.gone) == (1, 0, 0)


def test_an_import_that_stopped_half_way_goes_on_without_doubling(db, tmp_path):
    about, path = respondent(db), sheet(tmp_path / "a.csv", [row(n) for n in range(1, 501)])

    def fail(done, _all):
        if done >= 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(db, path, about, watch=Watch(progress=fail))
    outcome = bring(db, path, about)
    assert (outcome.added, outcome.repeated) == (100, 400)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(ImportedRow)) == 500


def test_near_copies_of_one_named_person_fold_and_others_never(db, tmp_path):
    about = respondent(db)
    rows = [row(1), row(2, 姓名="测试001", 电话="13800000001"), row(3)]
    bring(db, sheet(tmp_path / "a.csv", rows), about)
    with db.write() as session:
        found = {one.row_number: one.report_id for one in session.scalars(select(ImportedRow))}
        assert fold_same_person(session, [(found[3], found[2]), (found[4], found[2])]) == 1
    with db.read() as session:
        tally = named_tally(session, respondent_id=about.id)
        assert (tally.received, tally.repeated, tally.incidents, tally.people) == (3, 1, 2, 2)


def test_folds_in_the_same_transaction_count_as_repeated(db, tmp_path):
    about = respondent(db)

    def fold(session, made):
        first = session.get(Report, made[0])
        for report_id in made[1:3]:
            session.get(Report, report_id).repeated_of_id = first.id

    outcome = bring(db, sheet(tmp_path / "a.csv", [row(n) for n in range(1, 6)]), about, watch=Watch(after_batch=fold))
    assert (outcome.added, outcome.repeated, outcome.read) == (3, 2, 5)


def test_what_a_thief_of_the_database_reads_is_sealed(db, tmp_path):
    about = respondent(db)
    bring(db, sheet(tmp_path / "a.csv", [row(7, 金额="不记得了")]), about)
    with db.read() as session:
        person, report, batch = (session.scalars(select(table)).one() for table in (NamedPerson, Report, ImportBatch))
        blobs = [person.name_sealed, person.phone_sealed, report.narrative_sealed, batch.file_name_sealed]
        assert not any(
            needle.encode() in blob for blob in blobs for needle in ("测试007", "13800000007", "到账", "a.csv")
        )
        assert report.amount_text == "不记得了"
        assert person.phone_hash == crypto.keyed_hash("contact", "+8613800000007")


def test_an_organizer_must_say_how_members_agreed_and_stay_with_the_company(db, tmp_path):
    about, other = respondent(db), respondent(db, "另一家钱包")
    case = case_about(db, other)
    look_through(sheet(tmp_path / "a.csv", [row(1)]), "a.csv", "CN", Options())
    with pytest.raises(Invalid, match="agreed_needed"), db.write() as session:
        begin(session, about, None, audit.HOUSE, Told("a.csv", " "), Options())
    with pytest.raises(Conflict, match="other_respondent"), db.write() as session:
        begin(session, about, case, audit.HOUSE, Told("a.csv", "群公告"), Options())
