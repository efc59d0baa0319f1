"""Do the reference data hold together: unique ids, every reference resolves, lists match across languages."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from joinder.reference import catalog
from joinder.reference.schema.base import Lines
from joinder.reference.versions import entry_versions


def problems() -> list[str]:
    """Return every fault found, as sentences; an empty list means that the data hold together."""
    return [
        *_repeated_ids(),
        *_issue_problems(),
        *_channel_problems(),
        *_path_problems(),
        *_law_problems(),
        *_guide_problems(),
        *_letter_problems(),
        *_respondent_problems(),
        *_source_problems(),
    ]


def _repeated_ids() -> Iterator[str]:
    counted = Counter((entry.kind, entry.ref_id) for entry in entry_versions())
    for (kind, ref_id), times in counted.items():
        if times > 1:
            yield f"{kind} {ref_id} stands {times} times."


def _missing(owner: str, kind: str, refs: Iterable[str]) -> Iterator[str]:
    known = _known()[kind]
    for ref in refs:
        if ref not in known:
            yield f"{owner} names the {kind} {ref}, which does not exist."


@cache
def _known() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in entry_versions():
        found.setdefault(entry.kind, set()).add(entry.ref_id)
    return found


def _uneven(owner: str, lines: Lines) -> Iterator[str]:
    if len({len(lines.zh), len(lines.en), len(lines.id)}) > 1:
        yield f"{owner} has lists of different lengths in its languages."


def _issue_problems() -> Iterator[str]:
    for issue in catalog.issues():
        owner = f"Issue {issue.id}"
        yield from _uneven(owner, issue.first_actions)
        yield from _missing(owner, "issue_group", [issue.group])
        yield from _missing(owner, "evidence_type", issue.typical_evidence)
        yield from _missing(owner, "remedy", issue.typical_remedies)
        yield from _missing(owner, "law", issue.primary_laws)
        yield from _missing(owner, "channel", issue.channels)
        yield from _missing(owner, "issue", issue.confusable_with)
    yield from _missing("The catalogue", "issue", [catalog.UNSPECIFIED])


def _channel_problems() -> Iterator[str]:
    for channel in catalog.channels():
        owner = f"Channel {channel.id}"
        yield from _missing(owner, "channel", channel.next)
        yield from _missing(owner, "required_content", channel.required_content)
        yield from _missing(owner, "law", channel.joint.basis)
        for contact in channel.contacts:
            if (contact.value is None) == (contact.words is None):
                yield f"{owner} has a contact that is not exactly one of value and words."
        for deadline in channel.deadlines:
            yield from _missing(owner, "deadline_event", [deadline.event])
            yield from _missing(owner, "deadline_start", [deadline.starts] if deadline.starts else [])
            yield from _missing(owner, "law", deadline.basis)


def _path_problems() -> Iterator[str]:
    for path in catalog.escalation_paths():
        for step in path.steps:
            yield from _missing(f"Path {path.id}", "channel", step.channels)


def _law_problems() -> Iterator[str]:
    for law in catalog.laws():
        yield from _missing(f"Law {law.id}", "issue", law.supports)


def _guide_problems() -> Iterator[str]:
    for guide in catalog.guides():
        yield from _missing(f"Guide {guide.id}", "issue", guide.issues)
        yield from _missing(f"Guide {guide.id}", "guide", guide.next_guides)


def _letter_problems() -> Iterator[str]:
    letters = catalog.letter_file()
    for kind in letters.letter_kinds:
        yield from _missing(f"Letter kind {kind.id}", "letter_section", kind.sections)
    for entry in (*letters.channel_requirements, *letters.external_forms):
        yield from _missing(entry.id, "channel", [entry.channel])


def _respondent_problems() -> Iterator[str]:
    for respondent in catalog.respondents():
        owner = f"Respondent {respondent.id}"
        yield from _missing(owner, "channel", [respondent.channel, respondent.fallback_channel])


def _source_problems() -> Iterator[str]:
    for entry in entry_versions():
        yield from _missing(f"{entry.kind} {entry.ref_id}", "source", _sources_in(entry.content))


def _sources_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():  # pyright: ignore[reportUnknownVariableType]
            if name == "source" and isinstance(item, list):
                yield from item
            else:
                yield from _sources_in(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _sources_in(item)  # pyright: ignore[reportUnknownArgumentType]
