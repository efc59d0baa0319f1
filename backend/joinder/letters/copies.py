"""The four files of a sealed letter (members' and recipient's copy, PDF and DOCX): written encrypted, read back."""

import hashlib
import json
import tempfile
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from joinder.core import crypto, discarding, jobs, sealed, storage
from joinder.core.errors import Gone
from joinder.letters import printing, word
from joinder.letters.models import SealedLetter

PREFIX = "letters"
PRINTERS = {"pdf": printing.pdf, "docx": word.docx}
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Copies:
    """Where the files of one issue are, and the SHA-256 of what each holds."""

    keys: dict[str, str]
    hashes: dict[str, str]


def write(session: Session, documents: dict[str, dict[str, Any]], keys: dict[str, uuid.UUID], at: datetime) -> Copies:
    """Print and keep each audience's copy under its own key; the same document always gives the same bytes."""
    found = Copies({}, {})
    for audience, document in documents.items():
        secret = sealed.key_of(session, keys[audience])
        for form, printer in PRINTERS.items():
            printed = printer(document, at)
            name = f"{audience}.{form}"
            found.keys[name] = _keep(secret, f"{PREFIX}/{uuid.uuid4().hex}", printed)
            found.hashes[name] = hashlib.sha256(printed).hexdigest()
    return found


def _keep(secret: bytes, key: str, data: bytes) -> str:
    with tempfile.TemporaryDirectory(prefix="joinder-letter-") as folder:
        path = Path(folder) / "sealed"
        path.write_bytes(crypto.seal_with(secret, key.encode(), data))
        storage.get_store().put_file(key, path)
    return key


def _place(letter: SealedLetter, audience: str, form: str) -> tuple[uuid.UUID, str]:
    places = {
        ("member", "pdf"): (letter.key_id, letter.pdf_key),
        ("member", "docx"): (letter.key_id, letter.docx_key),
        ("recipient", "pdf"): (letter.recipient_key_id, letter.recipient_pdf_key),
        ("recipient", "docx"): (letter.recipient_key_id, letter.recipient_docx_key),
    }
    return places[audience, form]


def read(session: Session, letter: SealedLetter, audience: str, form: str) -> bytes:
    """Return one copy of a sealed letter; refuses (Gone) one destroyed because a person in it was erased."""
    key_id, key = _place(letter, audience, form)
    try:
        secret = sealed.key_of(session, key_id)
        return crypto.open_with(secret, key.encode(), storage.get_store().read(key))
    except (crypto.SealBrokenError, FileNotFoundError) as error:
        raise Gone("letters.copy_gone") from error


def hashes(letter: SealedLetter) -> dict[str, str]:
    """Return the SHA-256 of each copy, by audience and form."""
    return json.loads(letter.hashes_json)


def destroy_recipient_copies(session: Session, letter: SealedLetter) -> bool:
    """Shred the recipient's copies of an issue for good, the files once committed; tells whether any were left."""
    existed = session.get(sealed.DataKey, letter.recipient_key_id) is not None
    sealed.shred(session, letter.recipient_key_id)
    discarding.delete_later(session, [letter.recipient_pdf_key, letter.recipient_docx_key])
    return existed


@jobs.periodic("letters.sweep_files", minutes=60)
def sweep(session: Session) -> None:
    """Remove copies older than a day that no issue names: what a sealing that was rolled back left."""
    places = [SealedLetter.pdf_key, SealedLetter.docx_key]
    discarding.sweep(session, PREFIX, [*places, SealedLetter.recipient_pdf_key, SealedLetter.recipient_docx_key])
