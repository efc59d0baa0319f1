"""Check releases offline: signature, chain, arithmetic; whoever has the public key needs no database."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from joinder.core.canonical_json import canonical_json
from joinder.statistics import signing
from joinder.statistics.board import CORE, PEOPLE
from joinder.statistics.breakdown import DIMENSIONS
from joinder.statistics.payloads import RECEIVED, SCHEMA, not_shown

Envelope = Mapping[str, Any]


def envelope_of(body: str, signature: bytes, public: bytes) -> str:
    """Return a release as it is handed out: the signed content byte for byte, its signature and the key's name."""
    encoded = base64.b64encode(signature).decode()
    return f'{{"release":{body},"signature":"{encoded}","key":"{signing.key_id(public)}"}}'


def problems_of(envelope: Envelope, public: bytes, previous: Envelope | None = None) -> list[str]:
    """Return what is wrong with a release (empty when it holds); `previous` is the one before of the same scope."""
    try:
        found = _signature(envelope, public)
        release = envelope["release"]
        found += [] if previous is None else _chain(release, previous["release"])
        found += _case_sums(release) if release["scope"] == "case" else []
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"not a release: {type(error).__name__}"]
    return found


def hash_of(release: Mapping[str, Any]) -> str:
    """Return the hash that the next release and the totals name."""
    return hashlib.sha256(canonical_json(dict(release))).hexdigest()


def _signature(envelope: Envelope, public: bytes) -> list[str]:
    found: list[str] = []
    if set(envelope) - {"caveat"} != {"release", "signature", "key"} or envelope["release"]["schema"] != SCHEMA:
        found.append("not a release of this kind")
    if envelope["key"] != signing.key_id(public):
        found.append("signed with another key")
    try:
        signature = base64.b64decode(envelope["signature"], validate=True)
    except binascii.Error:
        return [*found, "the signature cannot be read"]
    if base64.b64encode(signature).decode() != envelope["signature"]:
        found.append("the signature is not spelled canonically")
    if not signing.is_signed(canonical_json(envelope["release"]), signature, public):
        found.append("the signature does not fit the content")
    return found


def _chain(release: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    if release["previous"] != hash_of(before):
        found.append("it does not follow the release before")
    if release["number"] != before["number"] + 1 or release["released_at"] < before["released_at"]:
        found.append("its number or moment does not follow the release before")
    if any(release.get(name) != before.get(name) for name in ("scope", "case", "respondent", "pattern")):
        found.append("the release before is about something else")
    return found


def _case_sums(release: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    lines = release["lines"]
    if release["received"]["at_least"] != sum(lines[line]["at_least"] or 0 for line in RECEIVED):
        found.append("received is not the sum of its printed parts")
    for name in DIMENSIONS:
        rows = release["breakdowns"][name]
        if release["not_shown"][name] != not_shown(lines[PEOPLE], rows):
            found.append(f"the cells of {name} and what is not shown do not add up")
        same_day = [row["value"] for row in rows if row["as_of"] == lines[PEOPLE]["as_of"]]
        if lines[PEOPLE]["value"] is not None and sum(same_day) > lines[PEOPLE]["value"]:
            found.append(f"the cells of {name} are more than the people")
    return found


def total_problems(envelope: Envelope, public: bytes, cases: Iterable[Envelope]) -> list[str]:
    """Return what is wrong with a company's or the home's release, given the case releases it names."""
    found = problems_of(envelope, public)
    if found:
        return found
    total = envelope["release"]
    given = {hash_of(one["release"]): one["release"] for one in cases}
    named = [row["hash"] for row in total["cases"]]
    if missing := [row["case"] for row in total["cases"] if row["hash"] not in given]:
        return [f"the releases it adds up are not all here: {', '.join(missing)}"]
    parts = [given[sha256] for sha256 in named]
    for line in CORE:
        if total["lines"][line]["at_least"] != sum(one["lines"][line]["at_least"] or 0 for one in parts):
            found.append(f"{line} is not the sum of the cases")
    for name in DIMENSIONS:
        for row in total["breakdowns"][name]:
            cells = [cell for one in parts for cell in one["breakdowns"][name] if cell["cell"] == row["cell"]]
            if row["at_least"] != sum(cell["value"] for cell in cells):
                found.append(f"{name} {row['cell']} is not the sum of the cases")
    return found


def bundle_problems(envelopes: Iterable[Envelope], public: bytes) -> list[str]:
    """Check many releases together: each by itself, every chain without a gap, every total against its cases."""
    everything = list(envelopes)
    found: list[str] = []
    chains: dict[tuple[str, str], list[Envelope]] = {}
    for one in everything:
        wrong = problems_of(one, public)
        found += wrong
        if not wrong:
            chains.setdefault(_subject(one["release"]), []).append(one)
    cases = [one for one in everything if one.get("release", {}).get("scope") == "case"]
    for chain in chains.values():
        chain.sort(key=lambda one: one["release"]["number"])
        for before, after in pairwise(chain):
            found += _chain(after["release"], before["release"])
        if chain[0]["release"]["scope"] in ("company", "home"):
            found += total_problems(chain[-1], public, cases)
    return found


def _subject(release: Mapping[str, Any]) -> tuple[str, str]:
    scope = str(release["scope"])
    return scope, str(release.get(scope if scope in ("case", "pattern") else "respondent", ""))
