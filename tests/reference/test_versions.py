"""Versions: stored once, never changed, and a changed entry under an old version is refused."""

from dataclasses import replace

import pytest
from joinder.core.errors import Conflict, NotFound
from joinder.reference import catalog, lock, queries, service
from joinder.reference.models import ReferenceVersion
from joinder.reference.versions import EntryVersion, entry_versions
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

OLD = EntryVersion("law", "CN-CPL-8", 1, {"id": "CN-CPL-8", "version": 1, "paraphrase": {"zh": "知情权", "en": "a"}})


def test_every_entry_is_stored_once_however_often_it_is_loaded(session: Session):
    first = service.load(session)
    assert first == len(list(entry_versions()))
    assert service.load(session) == 0
    assert session.scalar(select(func.count()).select_from(ReferenceVersion)) == first


def test_a_changed_content_under_the_same_version_is_refused(session: Session):
    service.load(session, [OLD])
    changed = replace(OLD, content={**OLD.content, "paraphrase": {"zh": "改了", "en": "a"}})
    with pytest.raises(Conflict) as refusal:
        service.load(session, [changed])
    assert refusal.value.code == "reference.changed_under_same_version"
    assert refusal.value.params == {"kind": "law", "id": "CN-CPL-8", "version": 1}


def test_a_new_version_stands_beside_the_old_one(session: Session):
    service.load(session, [OLD])
    newer = replace(OLD, version=2, content={**OLD.content, "version": 2, "paraphrase": {"zh": "新", "en": "b"}})
    assert service.load(session, [newer]) == 1
    assert queries.content_of(session, "law", "CN-CPL-8", 1)["paraphrase"]["zh"] == "知情权"
    assert queries.content_of(session, "law", "CN-CPL-8", 2)["paraphrase"]["zh"] == "新"


def test_an_unknown_version_is_refused(session: Session):
    with pytest.raises(NotFound):
        queries.content_of(session, "law", "CN-CPL-8", 7)


@pytest.mark.parametrize("statement", [update(ReferenceVersion).values(digest="0"), delete(ReferenceVersion)])
def test_the_database_itself_refuses_to_change_a_version(db, statement):
    with db.write() as session:
        service.load(session, [OLD])
    with pytest.raises(DBAPIError, match="append-only"), db.write() as session:
        session.execute(statement)


def test_the_digest_follows_the_content_and_not_the_version():
    again = replace(OLD, version=2, content={**OLD.content, "version": 2})
    assert again.digest == OLD.digest
    assert replace(OLD, content={**OLD.content, "note": "x"}).digest != OLD.digest


def test_the_lock_names_an_entry_that_changed_without_a_new_version(tmp_path):
    path = tmp_path / "digests.txt"
    path.write_text("law CN-CPL-8 1 0000\n", "utf-8")
    assert lock.changed_without_version(path) == ["law CN-CPL-8 version 1"]
    assert any(line.startswith("issue topup_failed 1 ") for line in lock.missing(path))


def test_the_lock_names_an_entry_that_is_gone(tmp_path):
    path = tmp_path / "digests.txt"
    path.write_text("issue no_longer_there 1 0000\nissue topup_failed 1 0000\n", "utf-8")
    assert lock.vanished(path) == ["issue no_longer_there"]


@pytest.mark.parametrize(
    "read",
    [
        catalog.issue,
        catalog.channel,
        catalog.law,
        catalog.guide,
        catalog.letter_kind,
        catalog.source,
        catalog.respondent,
        catalog.remedy,
        catalog.evidence_type,
    ],
)
def test_an_unknown_id_is_refused(read):
    with pytest.raises(NotFound):
        read("no-such-thing")
