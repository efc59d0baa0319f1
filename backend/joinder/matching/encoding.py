"""The job that gives reports and public cases the vectors they lack: in parts, outside any transaction, resumable."""

from typing import Any

import structlog
from sqlalchemy.orm import Session

from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.matching import vectors
from joinder.matching.embedding import Embedder, embedder

PART = 128
_LENDS_HAND = 6  # parts a job does before it queues the next: other jobs get their turn
log = structlog.get_logger("matching")


@jobs.outside("matching.encode")
def encode(database: Database, payload: dict[str, Any]) -> None:  # noqa: ARG001
    """Encode what lacks a vector of the present model; each part is kept at once, so a stop loses one part at most.

    An encoder that does not answer raises: the job is tried again later, and grouping meanwhile goes by wording.
    """
    model = embedder()
    if model is None:
        return
    for _ in range(_LENDS_HAND):
        if not encode_reports(database, model) + encode_cases(database, model):
            return
    with database.write() as session:
        jobs.enqueue(session, "matching.encode", {})


def encode_reports(database: Database, model: Embedder) -> int:
    """Encode one part of the reports; returns how many, 0 when none lacks a vector."""
    with database.read() as session:
        found = vectors.reports_without(session, model.model_id, PART)
        texts = [one.narrative or "" for one in found]
    if found:
        made = model.embed(texts)  # no transaction is open here
        with database.write() as session:
            vectors.keep(session, model.model_id, [one.id for one in found], made)
    return len(found)


def encode_cases(database: Database, model: Embedder) -> int:
    """Encode one part of the public cases' titles and summaries; returns how many."""
    with database.read() as session:
        found = vectors.cases_without(session, model.model_id, PART)
    if found:
        made = model.embed([f"{case.title}\n{case.summary}" for case, _ in found])
        with database.write() as session:
            vectors.keep_public(session, model.model_id, {case.id: revision for case, revision in found}, made)
    return len(found)


@jobs.periodic("matching.encode_new", minutes=10)
def encode_new(session: Session) -> None:
    """Queue the encoding of what is new or of another model; after a change of model that is everything, once."""
    model = embedder()
    if model is None:
        return
    if vectors.reports_without(session, model.model_id, 1) or vectors.cases_without(session, model.model_id, 1):
        slot = int(clock.now().timestamp()) // 600
        jobs.enqueue(session, "matching.encode", {}, dedupe=f"matching.encode:{slot}")
