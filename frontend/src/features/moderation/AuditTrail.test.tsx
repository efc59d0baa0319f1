import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { AuditTrail } from "./AuditTrail";

const LINE = {
  seq: 9,
  at: "2026-11-02T08:00:00Z",
  role: "moderator",
  action: "membership.set_aside",
  object_ref: "0b8a4c1e-1111-4222-8333-444455556666",
  alias: null as string | null,
  reason: "coordinated" as string | null,
};

async function open() {
  show(<AuditTrail reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Show the trail" }));
}

it("shows what was done about the case first, page by page, and all of it when asked", async () => {
  const calls = serve({
    "GET /api/cases/ABCD/audit?members=false&limit=50": { body: { items: [LINE], next_cursor: "c1" } },
    "GET /api/cases/ABCD/audit?members=false&limit=50&cursor=c1": {
      body: {
        items: [{ ...LINE, seq: 2, action: "case.publish", object_ref: "ABCD", reason: null }],
        next_cursor: null,
      },
    },
    "GET /api/cases/ABCD/audit?members=true&limit=50": {
      body: { items: [{ ...LINE, action: "membership.join", reason: null }], next_cursor: null },
    },
  });
  await open();
  expect(await screen.findByText("Set a member aside")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Published the case")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  fireEvent.click(screen.getByRole("checkbox", { name: /Include what members did/ }));
  expect(await screen.findByText("Joined the case")).toBeVisible();
  expect(calls).toHaveLength(3);
});

it("says whom a line is about, so that two alike can be told apart", async () => {
  const items = [
    { ...LINE, alias: "M7Q2" },
    { ...LINE, seq: 8 },
    { ...LINE, seq: 7, action: "report.reject", object_ref: "RABCDEF", reason: "off_topic" },
    { ...LINE, seq: 6, action: "case.hide", object_ref: "ABCD", reason: "duplicate" },
  ];
  serve({ "GET /api/cases/ABCD/audit": { body: { items, next_cursor: null } } });
  await open();
  const [, ...rows] = within(await screen.findByRole("table")).getAllByRole("row");
  const about = rows.map((row) => within(row).getAllByRole("cell")[3]?.textContent);
  expect(about).toEqual(["M7Q2", "0b8a4c1e", "RABCDEF", ""]);
});

it("says every reason in words, each as its act means it", async () => {
  const said: [string, string, string][] = [
    ["flag.resolve", "kept", "Kept as it is"],
    ["respondent.moderate", "hidden", "Not listed"],
    ["membership.set_aside", "fabricated", "Made up"],
    ["signal.review", "nothing", "Nothing in it"],
    ["report.reject", "wrong_respondent", "Another company"],
    ["case.close", "given_up", "Not pursued any more"],
    ["contact.resolve", "to_correct", "To be corrected"],
    ["organizer.end", "left", "No longer takes part"],
    ["role.revoke", "journalist:left", "Journalist · Left the team"],
    ["report.correct", "amount_minor currency", "Amount · Currency"],
    ["evidence.check", "not accepted", "Not accepted"],
    ["evidence.ticket", "Court: file 7, see above.", "Court: file 7, see above."],
  ];
  const items = said.map(([action, reason], n) => ({ ...LINE, seq: n, action, reason }));
  serve({ "GET /api/cases/ABCD/audit": { body: { items, next_cursor: null } } });
  await open();
  const [, ...rows] = within(await screen.findByRole("table")).getAllByRole("row");
  const reasons = rows.map((row) => within(row).getAllByRole("cell")[4]?.textContent);
  expect(reasons).toEqual(said.map(([, , words]) => words));
});
