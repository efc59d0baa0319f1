import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import type { ReportRead } from "./queries";
import { WhatITold } from "./WhatITold";

const REPORT = {
  issue_id: "withdrawal_blocked",
  respondent_name: "Kite Pay",
  lang: "en",
  narrative: "They kept it.",
  happened_on: "2026-03-01",
  happened_precision: "about",
  happened_text: "around spring festival",
  amount_minor: null,
  currency: null,
  amount_text: "some twelve thousand",
  area: null,
  asked_on: "2026-04-02",
  asked_how: "chat",
  ticket: null,
  company_answer: null,
  prior_authorities: [
    { body: "Hotline 12315", on: "2026-05-03", number: "C-1" },
    { body: "Police", on: null },
  ],
  money_kind: "virtual",
  fee_demanded: true,
  has_order: true,
  remedies: [],
  case_reference: null,
  pseudonym: null,
} as unknown as ReportRead;

it.each([
  ["When", "about March 2026 · around spring festival"],
  ["Amount", "some twelve thousand"],
  ["Order number", "kept in a form nobody can read back"],
  ["Told to pay first", "Yes"],
  ["Asked the company", "2 April 2026 · Online chat"],
  ["Bodies approached before", "Hotline 12315 · 3 May 2026 · C-1; Police"],
  ["Kind of wallet", "A virtual-currency wallet or platform"],
])("shows its person what they told: %s", async (name, value) => {
  serve({ "GET /api/reference/issues": { body: { groups: [], remedies: [], issues: [] } } });
  show(<WhatITold report={REPORT} />);
  const term = await screen.findByText(name, { selector: "dt" }, { timeout: 10_000 });
  expect(term.nextElementSibling).toHaveTextContent(value);
});
