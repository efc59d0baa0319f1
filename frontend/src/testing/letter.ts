/** A letter as the organizer's desk reads it, closed and ready to be sealed. */
export const READY_LETTER = {
  reference: "L1",
  title: "To the company",
  recipient: "Complaints desk",
  state: "ready",
  version: 1,
  body: { title: "To the company", frame: {}, sections: [], facts: [], figures: [] },
  lang: "en",
  people: null,
  sealed_at: null,
  sealable_from: "2026-11-02T08:00:00Z",
  closing_on: "2026-11-01",
  desk: {
    approving: 3,
    objecting: 0,
    stepped_out: 0,
    unanswered: 0,
    current: true,
    findings: [],
    notes: [],
    plan: null,
  },
};
