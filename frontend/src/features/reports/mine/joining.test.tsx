import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useLocation } from "react-router";
import { expect, it } from "vitest";
import { type Call, serve, show } from "~/testing/render";
import { JoinWithMine } from "./JoinWithMine";
import { OpenCase } from "./OpenCase";
import type { ReportRead } from "./queries";

const KEPT = {
  id: "r1",
  reference: "RPT00001",
  respondent_id: "kite",
  issue_id: "withdrawal_blocked",
  case_reference: null,
  state: "incident",
  fee_demanded: false,
  happened_on: "2026-10-01",
  happened_precision: "about",
  amount_minor: 50_000,
  currency: "CNY",
  narrative: "They kept it.",
  remedies: ["refund"],
  submitted_at: "2026-10-06T08:00:00Z",
} as ReportRead;

const OTHERS: ReportRead[] = [
  { ...KEPT, id: "r2", respondent_id: "whale" },
  { ...KEPT, id: "r3", fee_demanded: true },
  { ...KEPT, id: "r4", case_reference: "OTHER" },
  { ...KEPT, id: "r5", state: "withdrawn" },
  { ...KEPT, id: "r6", issue_id: "account_stolen" },
];
const ISSUES = {
  groups: [],
  remedies: [],
  issues: [
    { id: "withdrawal_blocked", case_allowed: true },
    { id: "account_stolen", case_allowed: false },
  ],
};

function server(items: ReportRead[], more: Parameters<typeof serve>[0] = {}): Call[] {
  return serve({
    "GET /api/reference/issues": { body: ISSUES },
    "GET /api/me/reports": { body: { items, next_cursor: null } },
    ...more,
  });
}

const posted = (calls: Call[]) => calls.filter((one) => one.method === "POST");

it("lets a case be joined with the reports that may go into it, and with no other", async () => {
  const second = { ...KEPT, id: "r7", reference: "RPT00007", narrative: "And a second time." };
  const calls = server([...OTHERS, KEPT, second], {
    "POST /api/me/reports/r7/join": { status: 201, body: {} },
  });
  show(<JoinWithMine reference="ABC" respondentId="kite" />);
  fireEvent.click(await screen.findByRole("button", { name: /already wrote/ }, { timeout: 10_000 }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getAllByRole("radio").map((one) => (one as HTMLInputElement).value)).toEqual(["r1", "r7"]);
  expect(dialog.getByRole("radio", { name: /^about October 2026.*RPT00001/ })).toBeChecked();
  fireEvent.click(dialog.getByRole("radio", { name: /And a second time/ }));
  expect(posted(calls)).toEqual([]);
  fireEvent.click(dialog.getByRole("button", { name: "Join with this one" }));
  await waitFor(() => expect(posted(calls)).toHaveLength(1));
  expect(posted(calls)[0]).toMatchObject({
    path: "/api/me/reports/r7/join",
    body: { case_reference: "ABC" },
  });
});

it("offers nothing where no own report fits", async () => {
  const calls = server(OTHERS);
  show(<JoinWithMine reference="ABC" respondentId="kite" />);
  await waitFor(() => expect(calls).toHaveLength(2), { timeout: 10_000 });
  await new Promise((settled) => setTimeout(settled, 50));
  expect(screen.queryByRole("button")).toBeNull();
});

function Here() {
  return <p>{useLocation().pathname}</p>;
}

it("opens a new case with a kept report once, however often the joining after it is cut off", async () => {
  let cut = true;
  const calls = server([], {
    "POST /api/cases": { status: 201, body: { reference: "NEW1" } },
    "POST /api/me/reports/r1/join": () =>
      cut ? { status: 503, body: { code: "x" } } : { status: 201, body: {} },
  });
  show(
    <>
      <OpenCase report={KEPT} />
      <Here />
    </>,
  );
  fireEvent.click(await screen.findByRole("button", { name: /Open a new case/ }, { timeout: 10_000 }));
  const dialog = within(await screen.findByRole("dialog"));
  const go = dialog.getByRole("button", { name: "Open and join" });
  fireEvent.change(dialog.getByLabelText("Title of the case"), { target: { value: " Withdrawals stuck " } });
  expect(go).toBeDisabled();
  fireEvent.change(dialog.getByLabelText("What is the shared problem?"), {
    target: { value: "They never arrive, support says wait." },
  });
  fireEvent.click(go);
  expect(await dialog.findByRole("alert")).toBeInTheDocument();
  cut = false;
  fireEvent.click(go);
  expect(await screen.findByText("/en/cases/NEW1")).toBeInTheDocument();
  const opened = posted(calls).filter((one) => one.path === "/api/cases");
  expect(opened.map((one) => one.body)).toEqual([
    {
      respondent_id: "kite",
      issue_id: "withdrawal_blocked",
      remedies: ["refund"],
      title: "Withdrawals stuck",
      summary: "They never arrive, support says wait.",
    },
  ]);
  expect(posted(calls).at(-1)?.body).toEqual({ case_reference: "NEW1" });
});
