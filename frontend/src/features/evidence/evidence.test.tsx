import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyFiles } from "./MyFiles";
import { OwnEvidence } from "./OwnEvidence";

const KEPT = {
  id: "e1",
  reference: "EVIDENCE000001",
  report_id: "r1",
  kept_by_me: true,
  filename: "call.m4a",
  description: "The call of 3 October",
  media_type: null,
  size: 1234,
  pages: null,
  sha256: "ab".repeat(32),
  received_at: "2026-11-02T02:00:00Z",
  derivative_type: null,
  checked: false,
  accesses: [],
};
const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const OPENED = { role: "organizer", what: "derivative", purpose: "review", at: "2026-11-03T02:00:00Z" };

it("lists a further recording by name, size and checksum, and never sends it", async () => {
  const calls = serve({
    "GET /api/me/reports/r1/evidence": { body: [] },
    "POST /api/me/reports/r1/evidence/kept-by-me": { status: 201, body: KEPT },
  });
  show(<OwnEvidence reportId="r1" />);
  const input = await screen.findByLabelText(/^List a recording/, { selector: "input" }, { timeout: 10_000 });
  fireEvent.change(input, { target: { files: [new File(["abc"], "voice.m4a", { type: "audio/mp4" })] } });
  await waitFor(() => expect(calls.some((one) => one.method === "POST")).toBe(true));
  const sent = calls.find((one) => one.method === "POST");
  expect(sent?.body).toEqual({
    description: "A recording its owner keeps: voice.m4a",
    recording: { filename: "voice.m4a", size: 3, sha256: ABC },
  });
  expect(sent?.headers.get("Idempotency-Key")).toBeTruthy();
});

it("offers to change a recording only while its report stands", async () => {
  const of = (id: string, gone: boolean) => ({
    ...KEPT,
    id,
    report_reference: id,
    respondent_name: "Skylark",
    report_withdrawn: gone,
  });
  serve({
    "GET /api/me/evidence": { body: { items: [of("e1", true), of("e2", false)], next_cursor: null } },
  });
  show(<MyFiles />);
  expect(await screen.findAllByRole("article", {}, { timeout: 10_000 })).toHaveLength(2);
  expect(screen.getAllByRole("button", { name: /^Change/ })).toHaveLength(1);
});

it("describes anew what one keeps, and refuses an empty recording in words", async () => {
  const calls = serve({
    "GET /api/me/reports/r1/evidence": { body: [KEPT] },
    "PUT /api/me/evidence/e1/kept-by-me": { body: KEPT },
  });
  show(<OwnEvidence reportId="r1" />);
  fireEvent.click(await screen.findByRole("button", { name: /^Change/ }, { timeout: 10_000 }));
  fireEvent.change(await screen.findByLabelText("What it is"), { target: { value: " The whole call " } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(calls.find((one) => one.method === "PUT")?.body).toEqual({
      description: "The whole call",
      recording: null,
    }),
  );
  const input = screen.getByLabelText(/^List a recording/, { selector: "input" });
  fireEvent.change(input, { target: { files: [new File([], "none.m4a", { type: "audio/mp4" })] } });
  expect(await screen.findByText("none.m4a: the file is empty.")).toBeInTheDocument();
});

it("shows the files of all reports page by page, each with its report and who opened it", async () => {
  const about = { report_reference: "KYR62FM7", respondent_name: "Skylark", case_title: null };
  const first = { ...KEPT, ...about, kept_by_me: false, derivative_type: "image/png", accesses: [OPENED] };
  serve({
    "GET /api/me/evidence?limit=20": { body: { items: [first], next_cursor: "two" } },
    "GET /api/me/evidence?cursor=two&limit=20": {
      body: { items: [{ ...KEPT, ...about, id: "e2", case_title: "Withdrawals stuck" }], next_cursor: null },
    },
  });
  show(<MyFiles />);
  const link = await screen.findByRole("link", { name: "Report KYR62FM7" }, { timeout: 10_000 });
  expect(link).toHaveAttribute("href", "/en/me/reports/r1");
  const card = within(link.closest("article") as HTMLElement);
  expect(card.getByText("Who opened it, and when (1)")).toBeInTheDocument();
  expect(card.getByText(/Organizer · rebuilt copy/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole("button", { name: "Earlier files" }));
  expect(await screen.findByText(/Withdrawals stuck/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Earlier files" })).toBeNull();
});
