"""Who may read, open, publish, hide and organize cases."""

EVERYONE = frozenset({"visitor"})
MODERATORS = frozenset({"moderator", "admin"})
ORGANIZERS = frozenset({"organizer", "co_organizer"})

ROWS: dict[str, frozenset[str]] = {
    "case.read": EVERYONE,
    "case.find": EVERYONE,
    "case.flag": EVERYONE,
    "contact.flag": EVERYONE,
    "contact.resolve": MODERATORS,
    "case.follow": EVERYONE,
    "follow.by_link": EVERYONE,
    "follow.own": frozenset({"member"}),
    "respondent.read": EVERYONE,
    "removal.read": EVERYONE,
    "case.open": frozenset({"member"}),
    "case.edit": ORGANIZERS | MODERATORS,
    "case.close": ORGANIZERS | MODERATORS,
    "case.publish": MODERATORS,
    "case.hide": MODERATORS,
    "case.queue": MODERATORS,
    "flag.resolve": MODERATORS,
    "respondent.moderate": MODERATORS,
    "representative.verify": MODERATORS,
    "representative.end": MODERATORS,
    "organizer.offer": frozenset({"participant"}),
    "organizer.appoint": MODERATORS,
    "organizer.list": MODERATORS,
    "organizer.end": ORGANIZERS | MODERATORS,
    "organizer.invite": frozenset({"organizer"}),
    "organizer.accept": frozenset({"member"}),
    "reply.submit": frozenset({"respondent_representative"}),
    "reply.own": frozenset({"respondent_representative"}),
    "reply.publish": MODERATORS,
    "reply.return": MODERATORS,
    "audit.read": MODERATORS,
    "audit.house": MODERATORS,
    "desk.read": ORGANIZERS,
}
