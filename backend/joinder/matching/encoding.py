"""The job that gives reports and public cases the vectors they lack: in parts, outside any transaction, resumable."""

import time
import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np
import structlog

from joinder.core import jobs
from joinder.core.database import Database
from joinder.matching import vectors
from joinder.matching.embedding import Embedder, embedder
from joinder.matching.meaning import EmbeddingAwayError, EmbeddingError, Vectors

PART = 128
_LENDS_HAND, _LONGEST = 6, 30.0  # parts and seconds a job goes on before it queues the next: others get their turn
_PROBE = "0"
log = structlog.get_logger("matching")


@jobs.outside("matching.encode")
def encode(database: Database, payload: dict[str, Any]) -> None:
    """Encode what lacks a vector of the present model; each part is kept at once, so a stop loses one part at most.

    An encoder that does not answer raises: the job is tried again later, and grouping meanwhile goes by wording.
    """
    model = embedder()
    if model is None:
        return
    until = time.monotonic() + _LONGEST
    for _ in range(_LENDS_HAND):
        if not _encode_part(database, model):
            return
        if time.monotonic() > until:
            break
    run, turn = payload.get("run") or uuid.uuid4().hex, payload.get("turn", 0) + 1
    with database.write() as session:
        jobs.enqueue(session, "matching.encode", {"run": run, "turn": turn}, dedupe=f"matching.encode:{run}:{turn}")


def _encode_part(database: Database, model: Embedder) -> int:
    """Encode a part of each kind, the second also when the first is refused; returns how many."""
    done, refused = 0, None
    for each in (encode_reports, encode_cases):
        try:
            done += each(database, model)
        except EmbeddingError as error:
            refused = error
    if refused is not None:
        raise refused
    return done


def encode_reports(database: Database, model: Embedder) -> int:
    """Encode one part of the reports; returns how many, 0 when none lacks a vector."""
    with database.read() as session:
        found = vectors.reports_without(session, model.model_id, PART)
        texts = [one.narrative or "" for one in found]
    if found:
        made = embed_each(model, texts)  # no transaction is open here
        with database.write() as session:
            vectors.keep(session, model.model_id, [one.id for one in found], made)
    return len(found)


def encode_cases(database: Database, model: Embedder) -> int:
    """Encode one part of the public cases' titles and summaries; returns how many."""
    with database.read() as session:
        found = vectors.cases_without(session, model.model_id, PART)
    if found:
        made = embed_each(model, [f"{case.title}\n{case.summary}" for case, _ in found])
        with database.write() as session:
            vectors.keep_public(session, model.model_id, {case.id: revision for case, revision in found}, made)
    return len(found)


def embed_each(model: Embedder, texts: Sequence[str]) -> Vectors:
    """Promise one vector a text; one that is refused by itself, by an encoder that takes others, gets a zero vector."""
    try:
        return model.embed(texts)
    except EmbeddingAwayError:
        raise
    except EmbeddingError:
        if len(texts) > 1:
            half = len(texts) // 2
            return np.concatenate([embed_each(model, texts[:half]), embed_each(model, texts[half:])])
        width = model.embed([_PROBE]).shape[1]  # raises when it is not the text's fault
        log.warning("encoder.text_set_aside", model=model.model_id)
        return np.zeros((1, width), np.float32)


@jobs.periodic_outside("matching.encode_new", minutes=10)
def encode_new(database: Database) -> None:
    """Queue the encoding of what is new or of another model, unless a job for it waits already."""
    model = embedder()
    if model is None:
        return
    with database.read() as session:
        if jobs.is_waiting(session, "matching.encode"):
            return
        lacking = vectors.reports_without(session, model.model_id, 1) or vectors.cases_without(
            session, model.model_id, 1
        )
    if lacking:
        run = uuid.uuid4().hex
        with database.write() as session:
            if not jobs.is_waiting(session, "matching.encode"):
                jobs.enqueue(session, "matching.encode", {"run": run, "turn": 0}, dedupe=f"matching.encode:{run}:0")
