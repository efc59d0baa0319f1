"""What a message to a person is about: the kinds that people can switch off, and those of safety, that they cannot."""

TOPICS = ("letter", "group", "case", "offer", "security")
ALWAYS = "security"
# Sign-in and confirming codes go to whoever asked for them and are about no account's news: they stand in no topic.
OF = {
    "letters.opened": "letter",
    "letters.shown": "letter",
    "letters.revised": "letter",
    "reports.note_approval": "letter",
    "letters.announced": "group",
    "letters.asked": "group",
    "letters.idle": "group",
    "letters.election": "group",
    "letters.elected": "group",
    "reports.case_news": "case",
    "reports.note_evidence": "case",
    "filings.sent": "case",
    "filings.response": "case",
    "filings.outcome": "case",
    "filings.offer": "offer",
    "cases.follow_moved": "case",
    "filings.files_end": ALWAYS,
    "reports.rejected": ALWAYS,
    "reports.set_aside": ALWAYS,
    "reports.appeal_restored": ALWAYS,
    "reports.appeal_upheld": ALWAYS,
    "cases.reply_returned": ALWAYS,
    "cases.appointment_ended": ALWAYS,
    "accounts.contact_added": ALWAYS,
    "accounts.contact_removed": ALWAYS,
    "accounts.recovery_made": ALWAYS,
    "accounts.recovery_used": ALWAYS,
}
CODES = ("accounts.code", "accounts.add_contact", "accounts.object", "cases.follow_confirm")
