"""The manifest of some evidence: one salted leaf an item, and the Merkle root over them (RFC 6962)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joinder.core.canonical_json import canonical_json
from joinder.evidence import merkle


@dataclass(frozen=True)
class Entry:
    """What the manifest says of one item; destroying the salt unlinks the leaf while the root still holds."""

    reference: str
    media_type: str
    size: int
    sha256: str
    derivative_sha256: str
    received_at: datetime
    salt: str

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts that the leaf commits to."""
        return {
            "reference": self.reference,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
            "derivative_sha256": self.derivative_sha256,
            "received_at": self.received_at.isoformat(),
        }

    @property
    def leaf(self) -> bytes:
        """Return the leaf hash: SHA-256(0x00 ‖ salt ‖ canonical JSON)."""
        return merkle.leaf_hash(bytes.fromhex(self.salt) + canonical_json(self.facts))


@dataclass(frozen=True)
class Manifest:
    """The entries of one manifest, by reference, and their Merkle root."""

    entries: list[Entry]
    root: str

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as it goes into a pack, with everything a verifier needs."""
        items = [{**entry.facts, "salt": entry.salt, "leaf": entry.leaf.hex()} for entry in self.entries]
        return {"version": 1, "tree": "RFC 6962 SHA-256", "items": items, "root": self.root}


def build(entries: list[Entry]) -> Manifest:
    """Put entries in order of their reference under one root."""
    ordered = sorted(entries, key=lambda entry: entry.reference)
    return Manifest(ordered, merkle.root([entry.leaf for entry in ordered]).hex())


def verify(manifest: dict[str, Any]) -> bool:
    """Tell whether a manifest's leaves follow from its items and its root from the leaves."""
    leaves: list[bytes] = []
    for item in manifest["items"]:
        facts = {key: value for key, value in item.items() if key not in ("salt", "leaf")}
        leaves.append(merkle.leaf_hash(bytes.fromhex(item["salt"]) + canonical_json(facts)))
        if leaves[-1].hex() != item["leaf"]:
            return False
    return merkle.root(leaves).hex() == manifest["root"]
