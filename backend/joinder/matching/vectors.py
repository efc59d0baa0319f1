"""Vectors of reports and public cases: read, sealed and kept by model; encoding itself runs in jobs, outside locks."""

import uuid
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from joinder.cases.models import Case
from joinder.core import clock, crypto, sealed
from joinder.core.search import search_document
from joinder.matching.meaning import Vectors
from joinder.matching.queries import CHUNK
from joinder.matching.vector_models import CaseVector, ReportVector
from joinder.reports.models import Report

_MAY_LACK = 0.1  # of a block's reports; with more, wording alone says more than meaning with gaps
_AS_STORED = "<f2"  # half the digits: similarities move by less than 0.001


def reports_without(session: Session, model_id: str, limit: int) -> list[Report]:
    """Return live reports that have words but no vector of this model, at most so many."""
    joined = select(Report).outerjoin(ReportVector, ReportVector.report_id == Report.id)
    lacking = or_(ReportVector.id.is_(None), ReportVector.model_id != model_id)
    live = (Report.withdrawn_at.is_(None), Report.rejected_at.is_(None), Report.narrative_sealed.is_not(None))
    found = list(session.scalars(joined.where(lacking, *live).order_by(Report.id).limit(limit)))
    sealed.preload(session, found)
    return found


def keep(session: Session, model_id: str, report_ids: Sequence[uuid.UUID], vectors: Vectors) -> None:
    """Keep reports' vectors, sealed under each report's key, in place of those of another model.

    A report that was erased while its words were being encoded is left out.
    """
    reports = {one.id: one for one in session.scalars(select(Report).where(Report.id.in_(report_ids)))}
    sealed.preload(session, reports.values())
    session.execute(delete(ReportVector).where(ReportVector.report_id.in_(report_ids)))
    for report_id, vector in zip(report_ids, vectors, strict=True):
        report = reports.get(report_id)
        if report is None or report.narrative_sealed is None:
            continue
        row = ReportVector(report_id=report_id, model_id=model_id, made_at=clock.now())
        data = vector.astype(_AS_STORED).tobytes()
        row.vector_sealed = crypto.seal_with(sealed.key_of(session, report.key_id), _aad(row), data)
        session.add(row)
    session.flush()


def _aad(row: ReportVector) -> bytes:
    return f"{ReportVector.__tablename__}.vector.{row.id}.{row.report_id}.{row.model_id}".encode()


def of_reports(session: Session, model_id: str, reports: Sequence[Report]) -> dict[uuid.UUID, Vectors]:
    """Return the vectors of one model by report; another model's are never read, a shredded one is left out."""
    keys = {one.id: one.key_id for one in reports}
    sealed.preload(session, reports)
    found: dict[uuid.UUID, Vectors] = {}
    ids = list(keys)
    for at in range(0, len(ids), CHUNK):
        rows = select(ReportVector).where(ReportVector.report_id.in_(ids[at : at + CHUNK]))
        for row in session.scalars(rows.where(ReportVector.model_id == model_id)):
            key = sealed.key_of(session, keys[row.report_id])
            data = crypto.open_with(key, _aad(row), row.vector_sealed)
            found[row.report_id] = np.frombuffer(data, _AS_STORED).astype(np.float32)
    return found


def forget(session: Session, report_ids: Collection[uuid.UUID]) -> None:
    """Erase the vectors of these reports."""
    session.execute(delete(ReportVector).where(ReportVector.report_id.in_(report_ids)))


def stacked(report_ids: Sequence[uuid.UUID], known: Mapping[uuid.UUID, Vectors]) -> Vectors | None:
    """Return reports' vectors one below the other, zeros for the few that lack one; None when more than a tenth do."""
    found = [known.get(one) for one in report_ids]
    some = next((vector for vector in found if vector is not None), None)
    if some is None or sum(vector is None for vector in found) > len(found) * _MAY_LACK:
        return None
    return np.stack([np.zeros_like(some) if vector is None else vector for vector in found])


def cases_without(session: Session, model_id: str, limit: int) -> list[tuple[Case, int]]:
    """Return public cases whose present public text has no vector of this model, with the revision of that text."""
    public = search_document.c
    joined = select(Case, public.revision).join(search_document, public.object_id == Case.id)
    joined = joined.outerjoin(CaseVector, CaseVector.case_id == Case.id).where(public.kind == "case")
    stale = or_(CaseVector.revision != public.revision, CaseVector.model_id != model_id, CaseVector.id.is_(None))
    rows = session.execute(joined.where(stale).order_by(Case.id).limit(limit))
    return [(row[0], row[1]) for row in rows]


def keep_public(session: Session, model_id: str, revisions: dict[uuid.UUID, int], vectors: Vectors) -> None:
    """Keep the vectors of public case texts, each with the revision that it was made from."""
    session.execute(delete(CaseVector).where(CaseVector.case_id.in_(list(revisions))))
    for (case_id, revision), vector in zip(revisions.items(), vectors, strict=True):
        data = vector.astype(_AS_STORED).tobytes()
        session.add(CaseVector(case_id=case_id, model_id=model_id, revision=revision, vector=data))
    session.flush()


def public_stamp(model_id: str) -> Select[int, int]:
    """Return the question whose one row moves when a public case's vector of this model is made, anew or taken away."""
    revision = func.coalesce(func.sum(CaseVector.revision), 0)
    return select(func.count(), revision).where(CaseVector.model_id == model_id)


def public_revisions(session: Session, model_id: str) -> dict[uuid.UUID, int]:
    """Return which revision of each public text its vector of this model was made from."""
    rows = session.execute(select(CaseVector.case_id, CaseVector.revision).where(CaseVector.model_id == model_id))
    return {row.case_id: row.revision for row in rows}


def of_cases(session: Session, model_id: str, case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Vectors]:
    """Return the public vectors of one model by case."""
    found: dict[uuid.UUID, Vectors] = {}
    for at in range(0, len(case_ids), CHUNK):
        rows = select(CaseVector.case_id, CaseVector.vector).where(CaseVector.model_id == model_id)
        for row in session.execute(rows.where(CaseVector.case_id.in_(case_ids[at : at + CHUNK]))):
            found[row.case_id] = np.frombuffer(row.vector, _AS_STORED).astype(np.float32)
    return found
