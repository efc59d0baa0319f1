"""Files are kept exactly within their limits, once each, and nothing half done stays behind."""

import threading

import pytest
from joinder.cases.audit import Actor
from joinder.core import clock, discarding, jobs, sealed, storage
from joinder.core.errors import Conflict, Invalid, NotFound, TooLarge
from joinder.core.jobs import Job
from joinder.evidence import access, erasing, intake, kinds, queries, service
from joinder.evidence import jobs as evidence_jobs
from joinder.evidence.models import Evidence, EvidenceAccess, EvidenceCheck
from joinder.reports import service as reports
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.evidence import corpus
from tests.evidence.world import World, settled, shallow, stored_keys


@pytest.fixture
def world(session):
    return World(session)


@pytest.mark.parametrize("kind", corpus.HONEST)
def test_a_file_is_kept_encrypted_with_its_receipt_and_its_rebuilt_copy(kind, tmp_path):
    data = corpus.HONEST[kind]()
    kept = settled(data)
    assert (kept.media_type, kept.arrived.size) == (kind, len(data))
    assert kept.arrived.sha256 == intake.hashlib.sha256(data).hexdigest()
    store = storage.get_store()
    assert stored_keys() == sorted([kept.storage_key, kept.derivative_key])
    opened = intake.envelope.opened(
        store.open(kept.storage_key), kept.arrived.file_key, intake.context(kept.arrived.id, "original")
    )
    assert b"".join(opened) == data
    assert list(intake.incoming().iterdir()) == []
    assert data[:64] not in store.read(kept.storage_key)


@pytest.mark.parametrize("name", ["executable", "png bomb", "truncated jpeg", "locked pdf", "text with NUL"])
def test_a_refused_file_leaves_nothing_behind(name):
    make, code = corpus.REFUSED[name]
    with pytest.raises(Invalid) as caught:
        settled(make())
    assert caught.value.code == f"evidence.{code}"
    assert stored_keys() == []
    assert list(intake.incoming().iterdir()) == []


def test_twenty_one_mebibytes_are_refused_early_and_twenty_are_not():
    with pytest.raises(TooLarge):
        settled(b"x" * (21 * 1024 * 1024))
    with pytest.raises(TooLarge):
        settled(b"", declared=kinds.MAX_FILE_BYTES + 1)
    assert list(intake.incoming().iterdir()) == []
    assert settled(b"long text\n" * (2 * 1024 * 1024), declared=kinds.MAX_FILE_BYTES).arrived.size == 20 * 1024 * 1024


def test_an_empty_file_is_refused():
    with pytest.raises(Invalid) as caught:
        settled(b"")
    assert caught.value.code == "evidence.empty"


def test_an_upload_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "UPLOAD_SECONDS", -1)
    with pytest.raises(Invalid) as caught:
        settled(b"hello")
    assert caught.value.code == "evidence.too_slow"
    assert list(intake.incoming().iterdir()) == []


def test_a_store_that_fails_half_way_leaves_no_object(monkeypatch):
    monkeypatch.setattr(intake, "_put_copy", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        settled(corpus.text())
    assert stored_keys() == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\me\\图.png", "图.png"), ("a\u202egnp.exe", "agnp.exe"),
        ("x" * 300, "x" * 120), (" .. ", ""), ("a\r\nSet-Cookie: b", "aSet-Cookie b"), ('"<b>"', "b"),
    ],
)  # fmt: skip
def test_a_file_name_is_shown_without_paths_and_tricks(given, shown):
    assert intake.clean_name(given) == shown


def test_a_row_keeps_the_receipt_sealed(world, session):
    _who, report = world.joined("a")
    row = world.keep(report, b"one", "聊天记录.png")
    session.flush()
    sealed.forget_all()
    session.expire_all()
    found = session.get_one(Evidence, row.id)
    assert (found.filename, found.sha256) == ("聊天记录.png", shallow(b"one").arrived.sha256)
    assert found.received_at == NOW
    assert "聊天".encode() not in found.filename_sealed
    assert found.sha256.encode() not in found.sha256_sealed


def test_the_same_file_in_the_same_report_is_one_item(world):
    who, report = world.joined("a")
    first, new = service.keep(world.session, who.id, report.id, shallow(b"one"), "a.png")
    again, second = service.keep(world.session, who.id, report.id, shallow(b"one"), "b.png")
    assert (new, second) == (True, False)
    assert again.id == first.id
    assert len(queries.of_report(world.session, report.id)) == 1


def test_the_sixty_first_item_is_refused(world):
    who, report = world.joined("a")
    for number in range(59):
        world.keep(report, b"%d" % number)
    service.list_kept_by_me(world.session, who.id, report.id, "通话录音三段")
    with pytest.raises(Conflict) as caught:
        world.keep(report, b"61")
    assert caught.value.code == "evidence.too_many_files"
    with pytest.raises(Conflict):
        service.list_kept_by_me(world.session, who.id, report.id, "再一段")


def test_two_hundred_mebibytes_are_the_most_of_one_report(world):
    _who, report = world.joined("a")
    for number in range(10):
        row = world.keep(report, b"%d" % number)
        row.size = kinds.MAX_FILE_BYTES
    world.session.flush()
    with pytest.raises(Conflict) as caught:
        world.keep(report, b"x")
    assert caught.value.code == "evidence.report_full"


def test_the_limit_is_exact_when_many_upload_at_once(db):
    with db.write() as session:
        world = World(session)
        who, report = world.joined("a")
        ids = who.id, report.id
    outcomes = []

    def upload(number):
        try:
            with db.write() as session:
                service.keep(session, *ids, shallow(b"file %d" % number), "a.png")
        except Conflict as refusal:
            outcomes.append(refusal.code)
        else:
            outcomes.append("kept")

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(65)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(outcomes)) == ["evidence.too_many_files", "kept"]
    assert outcomes.count("kept") == kinds.MAX_REPORT_FILES
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == kinds.MAX_REPORT_FILES


def test_the_same_file_sent_by_ten_connections_at_once_is_one_item(db):
    with db.write() as session:
        world = World(session)
        who, report = world.joined("a")
        ids = who.id, report.id
    created = []

    def upload():
        with db.write() as session:
            created.append(service.keep(session, *ids, shallow(b"the same"), "a.png")[1])

    threads = [threading.Thread(target=upload) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(created) == [False] * 9 + [True]


def test_nobody_adds_to_a_strangers_or_a_withdrawn_report(world):
    who, report = world.joined("a")
    stranger = world.person("b")
    with pytest.raises(NotFound):
        service.keep(world.session, stranger.id, report.id, shallow(b"x"), "a.png")
    reports.withdraw_report(world.session, report)
    with pytest.raises(Conflict):
        service.keep(world.session, who.id, report.id, shallow(b"x"), "a.png")


def test_something_kept_by_its_owner_has_words_and_no_file(world):
    who, report = world.joined("a")
    row = service.list_kept_by_me(world.session, who.id, report.id, "  与客服的通话录音，12 分钟 ")
    assert (row.kept_by_me, row.description, row.storage_key) == (True, "与客服的通话录音，12 分钟", None)
    for bad in ("", "   ", "x" * 501):
        with pytest.raises(Invalid):
            service.list_kept_by_me(world.session, who.id, report.id, bad)
    with pytest.raises(NotFound):
        access.open_derivative(world.session, row, Actor(who.id, "owner"), "own_copy")


def test_a_recording_is_named_by_its_owner_and_takes_no_room(world):
    who, report = world.joined("a")
    stated = service.Recording("call.m4a", kinds.MAX_REPORT_BYTES * 3, "ab" * 32)
    row = service.list_kept_by_me(world.session, who.id, report.id, "录音", stated)
    assert (row.filename, row.size, row.sha256) == ("call.m4a", stated.size, stated.sha256)
    assert (row.storage_key, row.content_hash) == (None, None)
    assert service.manifest(world.session, [report.id]).entries == []
    service.keep(world.session, who.id, report.id, shallow(b"picture"), "a.png")


def run_jobs(session, name):
    for job in session.scalars(select(Job).where(Job.name == name)):
        jobs.HANDLERS[name](session, job.payload)
        jobs.HANDLERS[name](session, job.payload)  # running twice is harmless


def test_removing_takes_rows_at_once_and_files_after(world, session):
    who, report = world.joined("a")
    kept = settled(corpus.text())
    row, _ = service.keep(session, who.id, report.id, kept, "a.txt")
    moderator = world.person("m")
    world.accept(row, moderator)
    access.note(session, row, Actor(moderator.id, "moderator"), "original", "review")
    service.remove(session, row, Actor(who.id, "owner"))
    assert len(stored_keys()) == 2  # not before the transaction has committed
    for table in (Evidence, EvidenceAccess, EvidenceCheck):
        assert session.scalar(select(func.count()).select_from(table)) == 0
    run_jobs(session, discarding.JOB)
    assert stored_keys() == []


def test_erasing_reports_takes_everything_behind_them_even_after_their_key_is_gone(world, session):
    who, report = world.joined("a")
    _other, kept_report = world.joined("b")
    service.keep(session, who.id, report.id, settled(corpus.text()), "a.txt")
    service.list_kept_by_me(session, who.id, report.id, "录音")
    stays = world.keep(kept_report, b"other")
    sealed.shred(session, report.key_id)
    assert erasing.erase_reports(session, [report.id]) == 2
    assert erasing.erase_reports(session, []) == 0
    assert list(session.scalars(select(Evidence.id))) == [stays.id]
    run_jobs(session, discarding.JOB)
    assert stored_keys() == []


def test_the_sweeper_removes_what_no_row_names_and_nothing_else(world, session):
    who, report = world.joined("a")
    service.keep(session, who.id, report.id, settled(corpus.text()), "a.txt")
    named = stored_keys()
    settled("孤儿\n".encode())
    leftover = intake.incoming() / "left"
    leftover.write_bytes(b"half")
    assert len(stored_keys()) == 4
    later = storage.datetime.now(tz=NOW.tzinfo)
    with clock.frozen(later + evidence_jobs.INCOMING_AGE / 2):
        evidence_jobs.sweep(session)
        assert (len(stored_keys()), leftover.exists()) == (4, True)
    with clock.frozen(later + discarding.ORPHAN_AGE * 2):
        evidence_jobs.sweep(session)
    assert (stored_keys(), leftover.exists()) == (named, False)
