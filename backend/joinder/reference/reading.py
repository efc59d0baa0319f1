"""Reference data in one language, under the display rule: issues, laws, guides, letter kinds."""

from joinder.reference import catalog, display
from joinder.reference import schemas as s
from joinder.reference.schema.base import Entry, LangCode, Names, Text
from joinder.reference.schema.guides import Guide
from joinder.reference.schema.issues import Issue
from joinder.reference.schema.laws import Law
from joinder.reference.schema.letters import LetterKind


def say(text: Text | None, lang: LangCode) -> str | None:
    """Return an optional text in a language."""
    return text.say(lang) if text else None


def named(entry: Entry, names: Names, lang: LangCode) -> s.NamedRead:
    """Return an entry as code and name."""
    return s.NamedRead(id=entry.id, name=names.say(lang))


def source_reads(refs: list[str]) -> list[s.SourceRead]:
    """Return sources as readers see them."""
    return [s.SourceRead(title=line.title, link=line.link) for line in display.source_lines(refs)]


def all_issues(lang: LangCode) -> s.IssuesRead:
    """Return everything the report form chooses from."""
    return s.IssuesRead(
        groups=[named(group, group.names, lang) for group in catalog.issue_groups()],
        issues=[issue_read(issue, lang) for issue in display.shown_issues()],
        remedies=[named(remedy, remedy.names, lang) for remedy in catalog.remedies()],
    )


def issue_read(issue: Issue, lang: LangCode) -> s.IssueRead:
    """Return one issue as the report form shows it."""
    evidence = [catalog.evidence_type(ref) for ref in issue.typical_evidence]
    remedies = [catalog.remedy(ref) for ref in issue.typical_remedies]
    guides = [guide for guide in display.shown_guides() if issue.id in guide.issues]
    return s.IssueRead(
        id=issue.id,
        name=issue.names.say(lang),
        version=issue.version,
        group=issue.group,
        description=issue.description.say(lang),
        urgent=issue.urgent,
        case_allowed=issue.case_allowed,
        asks_fee_question=issue.asks_fee_question,
        first_actions=display.first_actions(issue, lang),
        evidence=[
            s.EvidenceTypeRead(id=kind.id, name=kind.names.say(lang), tip=kind.tip.say(lang)) for kind in evidence
        ],
        remedies=[named(remedy, remedy.names, lang) for remedy in remedies],
        caveat=say(issue.caveat, lang),
        confusable_with=issue.confusable_with,
        channels=display.shown_ids(issue.channels),
        guides=[named(guide, guide.names, lang) for guide in guides],
    )


def issue_detail(issue: Issue, lang: LangCode) -> s.IssueDetail:
    """Return one issue with the laws people may read about."""
    laws = [law_read(law, lang) for law in display.shown_laws(issue.id)]
    return s.IssueDetail(**issue_read(issue, lang).model_dump(), laws=laws)


def law_read(law: Law, lang: LangCode) -> s.LawRead:
    """Return a law article as readers see it."""
    return s.LawRead(
        id=law.id,
        name=law.names.say(lang),
        version=law.version,
        article=law.article,
        paraphrase=law.paraphrase.say(lang),
        condition=say(law.condition, lang),
        cite_in_letter=law.cite_in_letter,
        sources=source_reads(law.source),
        as_of=law.as_of,
        confidence=law.confidence,
    )


def guide_read(guide: Guide, lang: LangCode) -> s.GuideRead:
    """Return a guide for a list."""
    return s.GuideRead(
        id=guide.id, name=guide.names.say(lang), version=guide.version, kind=guide.kind, issues=guide.issues
    )


def guide_detail(guide: Guide, lang: LangCode) -> s.GuideDetail:
    """Return a guide with its steps."""
    next_guides = [catalog.guide(ref) for ref in guide.next_guides]
    return s.GuideDetail(
        **guide_read(guide, lang).model_dump(),
        steps=[step.say(lang) for step in guide.steps],
        escalate_when=say(guide.escalate_when, lang),
        caution=say(guide.caution, lang),
        facts=[fact.say(lang) for fact in guide.facts],
        next_guides=[named(entry, entry.names, lang) for entry in next_guides if display.showable(entry.confidence)],
        sources=source_reads(guide.source),
        as_of=guide.as_of,
    )


def letter_kind_read(kind: LetterKind, lang: LangCode) -> s.LetterKindRead:
    """Return a kind of letter and its sections."""
    sections = {section.id: section for section in catalog.letter_file().sections}
    wait = kind.reply_deadline
    return s.LetterKindRead(
        id=kind.id,
        name=kind.names.say(lang),
        version=kind.version,
        to_types=kind.to_types,
        asks=say(kind.asks, lang),
        note=kind.note.say(lang),
        reply_deadline=s.ReplyDeadlineRead(
            default_days=wait.default_days,
            min_days=wait.min_days,
            max_days=wait.max_days,
            basis=wait.basis.say(lang),
        )
        if wait
        else None,
        sections=[named(sections[ref], sections[ref].names, lang) for ref in kind.sections],
    )
