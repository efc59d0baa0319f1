import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyConsents } from "./MyConsents";
import { NamedTo } from "./NamedTo";
import type { ReportRead } from "./queries";
import { ShareWithOrganizer } from "./ShareWithOrganizer";
import { IsOut, WayOut } from "./WayOut";

const CONSENT = {
  id: "c1",
  purpose: "named_to_regulator",
  text: "I agree that Hotline 12315 receives this.",
  recipient_kind: "channel",
  recipient_name: "Hotline 12315",
  letter: "LETTER0001",
  case_reference: "ABC",
  case_title: "Withdrawals stuck",
  report_id: null,
  report_reference: null,
  ends_report: false,
  fields: ["name", "ticket"],
  granted_on: "2026-10-01",
  withdrawn_on: null,
};
const PAST = {
  ...CONSENT,
  id: "c2",
  purpose: "counting",
  recipient_kind: "nobody",
  recipient_name: null,
  letter: null,
  fields: [],
  withdrawn_on: "2026-10-09",
};

it("says of each permission who gets it, and takes back only what stands", async () => {
  const calls = serve({
    "GET /api/me/consents": { body: { items: [CONSENT, PAST], next_cursor: null } },
    "DELETE /api/me/consents/c1": { body: { done: true } },
  });
  show(<MyConsents />);
  const words = await screen.findByText("Hotline 12315, for letter LETTER0001 only", {}, { timeout: 10_000 });
  const card = within(words.closest("article") as HTMLElement);
  expect(card.getByText("My name · Ticket number")).toBeInTheDocument();
  expect(screen.getByText("Nobody: you are only counted")).toBeInTheDocument();
  expect(screen.getByText("Taken back (1)")).toBeInTheDocument();
  const buttons = screen.getAllByRole("button", { name: /^Take back/ });
  expect(buttons).toHaveLength(1);
  fireEvent.click(buttons[0] as HTMLElement);
  await waitFor(() => expect(calls.some((one) => one.method === "DELETE")).toBe(true));
});

it("shows what an organizer may see now, and gives and removes the name in the group", async () => {
  let nickname: string | null = null;
  const calls = serve({
    "GET /api/cases/ABC/share": () => ({
      body: { nickname, given: [{ organizer_id: "o1", role: "organizer", fields: ["ticket"] }] },
    }),
    "PUT /api/cases/ABC/nickname": (call) => {
      nickname = (call.body as { nickname: string | null }).nickname;
      return { body: { done: true } };
    },
    "PUT /api/cases/ABC/share": { body: { done: true } },
  });
  show(<ShareWithOrganizer reference="ABC" />);
  expect(await screen.findByRole("checkbox", { name: "Ticket number" }, { timeout: 10_000 })).toBeChecked();
  expect(screen.queryByRole("button", { name: "Remove the name" })).toBeNull();
  fireEvent.change(screen.getByLabelText("My name in the group"), { target: { value: " Lin " } });
  fireEvent.click(screen.getByRole("button", { name: "Save the name" }));
  fireEvent.click(await screen.findByRole("button", { name: "Remove the name" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Remove the name" })).toBeNull());
  const names = calls.filter((one) => one.path.endsWith("/nickname")).map((one) => one.body);
  expect(names).toEqual([{ nickname: "Lin" }, { nickname: null }]);
  fireEvent.click(screen.getByRole("checkbox", { name: "Ticket number" }));
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(calls.at(-1)?.path.includes("share") && calls.some((one) => one.method === "PUT")).toBe(true),
  );
  const shared = calls.filter((one) => one.method === "PUT" && one.path.endsWith("/share"));
  expect(shared[0]?.body).toEqual({ organizer_id: "o1", fields: [] });
});

it("asks before taking back what a report can not be without, and says what is lost and what stays", async () => {
  const counting = {
    ...PAST,
    withdrawn_on: null,
    report_id: "r1",
    report_reference: "RPT00001",
    ends_report: true,
  };
  const calls = serve({
    "GET /api/me/consents": { body: { items: [counting], next_cursor: null } },
    "DELETE /api/me/consents/c2": { body: { done: true } },
  });
  const deleted = () => calls.filter((one) => one.method === "DELETE");
  show(<MyConsents />);
  fireEvent.click(await screen.findByRole("button", { name: /^Take back/ }, { timeout: 10_000 }));
  const dialog = await screen.findByRole("dialog", { name: "Taking this back takes the report out" });
  expect(dialog).toHaveTextContent("Counting me · RPT00001");
  expect(dialog).toHaveTextContent("can not come back");
  expect(dialog).toHaveTextContent("stay encrypted");
  expect(within(dialog).getByRole("link")).toHaveAttribute("href", "/en/me/reports/r1");
  fireEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(deleted()).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: /^Take back/ }));
  fireEvent.click(await screen.findByRole("button", { name: "Take back, and take the report out" }));
  await waitFor(() => expect(deleted()).toHaveLength(1));
});

const REPORT = {
  id: "r1",
  case_reference: "ABC",
  state: "incident",
  member_withdrawn: false,
  may_return: false,
} as ReportRead;

it("tells leaving the case, which can be undone, from taking the report out, which can not", async () => {
  const calls = serve({ "POST /api/cases/ABC/withdraw": { body: { done: true } } });
  const posted = () => calls.filter((one) => one.method === "POST").map((one) => one.path);
  show(<WayOut report={REPORT} />);
  fireEvent.click(await screen.findByRole("button", { name: "Leave the case" }, { timeout: 10_000 }));
  expect(await screen.findByRole("dialog", { name: "Leave this case?" })).toHaveTextContent("come back");
  expect(posted()).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Yes, leave the case" }));
  await waitFor(() => expect(posted()).toEqual(["/api/cases/ABC/withdraw"]));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  fireEvent.click(screen.getByRole("button", { name: "Withdraw this report" }));
  expect(await screen.findByRole("dialog")).toHaveTextContent("can not come back");
});

it("lets who left come back, and never offers it where nothing can come back", async () => {
  const calls = serve({ "POST /api/cases/ABC/rejoin": { body: { done: true } } });
  const left = { ...REPORT, state: "withdrawn", member_withdrawn: true };
  show(
    <>
      <WayOut report={left} />
      <IsOut report={left} />
    </>,
  );
  await screen.findByText("This report is withdrawn.", {}, { timeout: 10_000 });
  expect(screen.getAllByRole("button").map((one) => one.textContent)).toEqual(["Erase it"]);
  cleanup();
  show(<IsOut report={{ ...left, may_return: true }} />);
  fireEvent.click(screen.getByRole("button", { name: "Come back into the case" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent("new alias");
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  fireEvent.click(within(dialog).getByRole("button", { name: "Come back into the case" }));
  await waitFor(() => expect(calls.some((one) => one.path === "/api/cases/ABC/rejoin")).toBe(true));
});

it("changes how far a report goes, in the exact words that are agreed to, and says that sealed letters stay", async () => {
  const calls = serve({
    "GET /api/consent-texts": {
      body: [
        { purpose: "named_to_regulator", text: "I agree to the regulator." },
        { purpose: "named_to_company", text: "I agree to the company." },
      ],
    },
    "PUT /api/me/reports/r1/choice": { body: {} },
  });
  const named = { ...REPORT, choice: "named_to_regulator" } as ReportRead;
  show(<NamedTo report={named} />);
  const regulator = await screen.findByRole(
    "radio",
    { name: /I agree to the regulator/ },
    { timeout: 10_000 },
  );
  expect(regulator).toBeChecked();
  expect(screen.getByText(/letters already sealed and papers already handed in never change/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  expect(screen.queryByText(/will know it is you/)).toBeNull();
  fireEvent.click(screen.getByRole("radio", { name: /I agree to the company/ }));
  expect(screen.getByText(/will know it is you/)).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(calls.filter((one) => one.method === "PUT").map((one) => one.body)).toEqual([
      { choice: "named_to_company" },
    ]),
  );
});
