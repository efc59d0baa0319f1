"""Content digests: what tells a changed entry from the same one."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from joinder.core.canonical_json import canonical_json
from joinder.reference import catalog

VERSIONED: dict[str, tuple[str, str]] = {
    "issue_group": ("issues", "groups"),
    "evidence_type": ("issues", "evidence_types"),
    "remedy": ("issues", "remedies"),
    "issue": ("issues", "issues"),
    "external_taxonomy": ("issues", "external_taxonomies"),
    "required_content": ("channels", "required_content"),
    "deadline_start": ("channels", "deadline_starts"),
    "deadline_event": ("channels", "deadline_events"),
    "channel": ("channels", "channels"),
    "escalation_path": ("channels", "escalation_paths"),
    "law": ("laws", "laws"),
    "guide": ("guides", "guides"),
    "letter_kind": ("letters", "letter_kinds"),
    "letter_section": ("letters", "sections"),
    "letter_template": ("letters", "templates"),
    "channel_requirement": ("letters", "channel_requirements"),
    "external_form": ("letters", "external_forms"),
    "lint_rule": ("letters", "lint_rules"),
    "standard": ("letters", "standards"),
    "source": ("sources", "sources"),
    "respondent": ("respondents", "respondents"),
}


@dataclass(frozen=True)
class EntryVersion:
    """One entry as written: kind, id, version, content and the digest of the content."""

    kind: str
    ref_id: str
    version: int
    content: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical content; the version itself is not part of it."""
        content = {name: value for name, value in self.content.items() if name != "version"}
        return hashlib.sha256(canonical_json(content)).hexdigest()


def entry_versions() -> Iterator[EntryVersion]:
    """Yield every versioned entry of the reference data."""
    for kind, (name, part) in VERSIONED.items():
        for entry in catalog.raw(name)[part]:
            yield EntryVersion(kind, entry["id"], entry["version"], cast("dict[str, Any]", _plain(entry)))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_plain(item) for item in cast("list[object]", value)]
    return value
