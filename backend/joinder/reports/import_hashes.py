"""Keyed hashes by which people and rows of sheets are recognised again; nobody without the key can test guesses."""

import json
import re
import uuid
from dataclasses import dataclass
from pathlib import PurePath

from joinder.accounts import contacts
from joinder.accounts.challenges import contact_hash
from joinder.core.crypto import keyed_hash
from joinder.core.errors import Refusal
from joinder.core.folding import fold
from joinder.reports.import_plan import Fresh
from joinder.reports.sheets.reading import Read

COPY_MARK = re.compile(r"[\s_\-]*([(（]\d+[)）]|副本|copy|rejects)$", re.IGNORECASE)
SHORT_NUMBER = 4


@dataclass(slots=True)
class Hasher:
    """Hashes for one respondent, remembering which rows of the file it has seen already."""

    respondent_id: uuid.UUID
    seen: dict[bytes, int]

    def row(self, read: Read) -> Fresh:
        """Return the identity of a row; the second of two identical rows points to the first."""
        base = self._hash("row", json.dumps([fold(part) for part in read.content()], ensure_ascii=False))
        times = self.seen[base] = self.seen.get(base, 0) + 1
        return Fresh(
            row_hash=base if times == 1 else self._hash("row", f"{base.hex()}#{times}"),
            person_hash=self.person(read.person),
            external_hash=self._external(read),
            first=base if times > 1 else None,
        )

    def person(self, person: str) -> bytes:
        """Return the hash of what tells one person of the group from another."""
        return self._hash("person", person)

    def _external(self, read: Read) -> bytes | None:
        number = fold(read.external_id)
        # 1, 2, 3 … only count the rows of one sheet; they say nothing about which row it is
        if not number or (number.isdigit() and len(number) < SHORT_NUMBER):
            return None
        return self._hash("external", f"{read.person}\n{number}")

    def _hash(self, kind: str, value: str) -> bytes:
        return keyed_hash(f"import-{kind}:{self.respondent_id}", value)


def hash_source(respondent_id: uuid.UUID, file_name: str) -> bytes:
    """Return the hash of a file's name; 群登记表(2).xlsx is a newer 群登记表.xlsx."""
    stem = PurePath(file_name).stem
    while (shorter := COPY_MARK.sub("", stem)) != stem and shorter:
        stem = shorter
    return keyed_hash(f"import-source:{respondent_id}", fold(stem))


def hash_contact(text: str | None) -> bytes | None:
    """Return the hash under which the owner of a contact will verify it; None for no or no valid contact."""
    if not text:
        return None
    try:
        return contact_hash(contacts.parse(text).canonical)
    except Refusal:
        return None
