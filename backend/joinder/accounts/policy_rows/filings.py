"""Who may send, follow and end filings, answer outcomes, and use own packs."""

EVERYONE = frozenset({"visitor"})
ORGANIZERS = frozenset({"organizer", "co_organizer"})
INSIDERS = ORGANIZERS | frozenset({"participant"})

ROWS: dict[str, frozenset[str]] = {
    "channel.read": EVERYONE,
    "filing.read": EVERYONE,
    "filing.detail": INSIDERS,
    "filing.prepare": ORGANIZERS,
    "filing.send": ORGANIZERS,
    "filing.prove": ORGANIZERS,
    "filing.respond": ORGANIZERS,
    "filing.label": ORGANIZERS,
    "filing.end": ORGANIZERS,
    "filing.desk": ORGANIZERS,
    "filing.playbook": ORGANIZERS,
    "outcome.read": INSIDERS,
    "outcome.propose": ORGANIZERS,
    "outcome.withdraw": ORGANIZERS,
    "outcome.answer": frozenset({"participant"}),
    "offer.read": INSIDERS,
    "offer.record": ORGANIZERS,
    "offer.answer": frozenset({"participant"}),
    "pack.own": frozenset({"member"}),
}
