"""The committed list of digests: `python -m joinder.reference.lock` adds new versions, never changes old ones."""

import sys
from pathlib import Path

from joinder.reference.catalog import DATA
from joinder.reference.versions import entry_versions

LOCK = DATA / "digests.txt"


def locked(path: Path = LOCK) -> dict[tuple[str, str, int], str]:
    """Return the digests of every version ever shipped."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {(kind, ref_id, int(version)): digest for kind, ref_id, version, digest in map(str.split, lines)}


def changed_without_version(path: Path = LOCK) -> list[str]:
    """Return the entries whose content changed while their version did not: raise the version of each."""
    known = locked(path)
    return [
        f"{entry.kind} {entry.ref_id} version {entry.version}"
        for entry in entry_versions()
        if known.get((entry.kind, entry.ref_id, entry.version), entry.digest) != entry.digest
    ]


def missing(path: Path = LOCK) -> list[str]:
    """Return the lines of versions that are not in the list yet."""
    known = locked(path)
    return [
        f"{entry.kind} {entry.ref_id} {entry.version} {entry.digest}\n"
        for entry in entry_versions()
        if (entry.kind, entry.ref_id, entry.version) not in known
    ]


def vanished(path: Path = LOCK) -> list[str]:
    """Return the entries once shipped that are gone: reports, cases and printed numbers may still name them."""
    known = {(entry.kind, entry.ref_id) for entry in entry_versions()}
    return sorted({f"{kind} {ref_id}" for kind, ref_id, _version in locked(path) if (kind, ref_id) not in known})


def main() -> int:
    """Add what is new; refuse when an entry changed under its version, or is gone."""
    gone = vanished()
    if gone:
        sys.stderr.write("Bring back: " + ", ".join(gone) + "\n")
        return 1
    changed = changed_without_version()
    if changed:
        sys.stderr.write("Raise the version of: " + ", ".join(changed) + "\n")
        return 1
    new = missing()
    with LOCK.open("a", encoding="utf-8") as file:
        file.writelines(new)
    sys.stderr.write(f"{len(new)} new versions.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
