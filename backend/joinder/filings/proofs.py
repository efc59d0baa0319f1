"""Files that prove a delivery: rebuilt, kept encrypted under the filing's key, swept when no row names them."""

import os
import uuid
from collections.abc import Generator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.core import discarding, jobs, storage
from joinder.core.crypto import SealBrokenError
from joinder.core.errors import Gone, Invalid, NotFound
from joinder.core.sealed import key_of
from joinder.evidence import child, envelope, intake, kinds
from joinder.evidence.intake import Arrived
from joinder.filings.models import DeliveryProof, Filing

PREFIX = "proof"
READ_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A rebuilt copy durably in the store; there is no row yet."""

    storage_key: str
    media_type: str
    size: int
    sha256: str

    def discard(self) -> None:
        """Remove the copy again: no row will name it."""
        storage.get_store().delete(self.storage_key)


def keep_copy(arrived: Arrived, key: bytes) -> ProofFile:
    """Rebuild a file and keep the copy, sealed under the filing's key; refuses (Invalid) what does not decode.

    The hash is the original's, which its owner keeps; the original itself is not kept.
    """
    kind = kinds.sniff(arrived.head)
    if kind is None:
        raise Invalid("evidence.kind_refused", field="file")
    _, copy = child.rebuild(kind, _plain(arrived))
    storage_key = f"{PREFIX}/{arrived.id}"
    path = intake.incoming() / f"{arrived.id}.{PREFIX}"
    try:
        with path.open("xb") as target:
            sealer = envelope.Sealer(target, key, storage_key.encode())
            sealer.write(copy)
            sealer.finish()
            target.flush()
            os.fsync(target.fileno())
        storage.get_store().put_file(storage_key, path)
    finally:
        path.unlink(missing_ok=True)
    return ProofFile(storage_key, kinds.derivative_kind(kind), len(copy), arrived.sha256)


def _plain(arrived: Arrived) -> Generator[bytes]:
    with arrived.path.open("rb") as source:
        pieces = iter(lambda: source.read(READ_BYTES), b"")
        yield from envelope.opened(pieces, arrived.file_key, intake.context(arrived.id, intake.ORIGINAL))


def proof_of(session: Session, filing: Filing, proof_id: uuid.UUID) -> DeliveryProof:
    """Return a proof of this filing; refuses (NotFound) any other."""
    query = select(DeliveryProof).where(DeliveryProof.id == proof_id, DeliveryProof.filing_id == filing.id)
    found = session.scalar(query)
    if found is None:
        raise NotFound("filings.no_proof_file", field="proof")
    return found


def contents(session: Session, proof: DeliveryProof) -> bytes:
    """Return a proof's rebuilt copy; refuses (NotFound) one without a file, (Gone) a damaged one."""
    if proof.storage_key is None:
        raise NotFound("filings.no_proof_file", field="proof")
    try:
        stored = storage.get_store().open(proof.storage_key)
        return b"".join(envelope.opened(stored, key_of(session, proof.key_id), proof.storage_key.encode()))
    except (FileNotFoundError, SealBrokenError) as error:
        raise Gone("evidence.file_damaged") from error


@jobs.periodic("filings.sweep_proofs", minutes=60)
def sweep(session: Session) -> None:
    """Remove stored copies older than a day that no row names: what an interrupted upload left."""
    discarding.sweep(session, PREFIX, [DeliveryProof.storage_key])
