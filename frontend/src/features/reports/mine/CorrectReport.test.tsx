import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CorrectReport } from "./CorrectReport";
import type { ReportRead } from "./queries";

const REPORT = {
  id: "r1",
  happened_on: "2026-07-01",
  happened_precision: "month",
  amount_minor: 123_450,
  currency: "CNY",
  area: "CN-GD",
  asked_on: null,
  company_answer: null,
  has_order: true,
  unread: [{ report_id: "r1", field: "happened_on", text: "around the summer" }],
} as unknown as ReportRead;

it("sends only what was changed or confirmed, and says when an amount is none", async () => {
  const calls = serve({
    "PATCH /api/me/reports/r1": (call) => ({
      body: { ...REPORT, ...(call.body as object), unread: [] },
    }),
  });
  show(<CorrectReport report={REPORT} />);
  expect(await screen.findByText("In the sheet: “around the summer”", {}, { timeout: 10_000 })).toBeVisible();
  const save = screen.getByRole("button", { name: "Save the correction" });
  expect(save).toBeDisabled();
  const amount = screen.getByLabelText(/^Amount/);
  expect(amount).toHaveValue("1234.5");
  fireEvent.change(amount, { target: { value: "about 50" } });
  expect(screen.getByText(/This can not be read for certain/)).toBeVisible();
  expect(save).toBeDisabled();
  fireEvent.change(amount, { target: { value: "1,250" } });
  fireEvent.click(screen.getByRole("checkbox", { name: /Right as it stands here/ }));
  fireEvent.click(save);
  expect(await screen.findByText("Corrected.")).toBeVisible();
  expect(calls.filter((one) => one.method === "PATCH").map((one) => one.body)).toEqual([
    { happened_on: "2026-07-01", happened_precision: "month", amount_minor: 125_000, currency: "CNY" },
  ]);
});

it("takes a value out, and is closed while nothing waits", async () => {
  const calls = serve({
    "PATCH /api/me/reports/r1": (call) => ({ body: { ...REPORT, ...(call.body as object) } }),
  });
  const { container } = show(<CorrectReport report={{ ...REPORT, unread: [] }} />);
  await screen.findByText("Correct a fact", {}, { timeout: 10_000 });
  expect(container.querySelector("details")).not.toHaveAttribute("open");
  fireEvent.click(screen.getByText("Correct a fact"));
  fireEvent.change(screen.getByLabelText(/^Amount/), { target: { value: "" } });
  fireEvent.click(screen.getByRole("radio", { name: "I don't remember" }));
  fireEvent.click(screen.getByRole("button", { name: "Save the correction" }));
  await waitFor(() => expect(calls.some((one) => one.method === "PATCH")).toBe(true));
  expect(calls.find((one) => one.method === "PATCH")?.body).toEqual({
    happened_on: null,
    happened_precision: "unknown",
    amount_minor: null,
    currency: null,
  });
});

it("takes the kept order number out, unless another is written", async () => {
  const calls = serve({
    "PATCH /api/me/reports/r1": (call) => ({
      body: { ...REPORT, ...(call.body as object), has_order: false },
    }),
  });
  show(<CorrectReport report={{ ...REPORT, unread: [] }} />);
  fireEvent.click(await screen.findByText("Correct a fact", {}, { timeout: 10_000 }));
  const out = screen.getByRole("checkbox", { name: "Take the kept order number out" });
  fireEvent.click(out);
  fireEvent.change(screen.getByLabelText(/^Order/), { target: { value: "A-1" } });
  expect(screen.queryByRole("checkbox")).toBeNull();
  fireEvent.change(screen.getByLabelText(/^Order/), { target: { value: "" } });
  fireEvent.click(screen.getByRole("checkbox", { name: "Take the kept order number out" }));
  fireEvent.click(screen.getByRole("button", { name: "Save the correction" }));
  expect(await screen.findByText("Corrected.")).toBeVisible();
  expect(calls.find((one) => one.method === "PATCH")?.body).toEqual({ order_number: null });
});

it("saves no date that is half said, and never a known one away", async () => {
  const calls = serve({
    "PATCH /api/me/reports/r1": (call) => ({ body: { ...REPORT, ...(call.body as object) } }),
  });
  show(<CorrectReport report={{ ...REPORT, unread: [] }} />);
  fireEvent.click(await screen.findByText("Correct a fact", {}, { timeout: 10_000 }));
  const save = screen.getByRole("button", { name: "Save the correction" });
  fireEvent.click(screen.getByRole("radio", { name: "I know the day" }));
  expect(screen.getByText(/give the date it asks for/)).toBeVisible();
  expect(save).toBeDisabled();
  fireEvent.change(screen.getByLabelText("The day"), { target: { value: "2999-01-01" } });
  expect(screen.getByText(/in the future/)).toBeVisible();
  expect(save).toBeDisabled();
  fireEvent.click(screen.getByRole("radio", { name: "I know the month" }));
  fireEvent.change(screen.getByLabelText("Month"), { target: { value: "" } });
  expect(screen.getByText(/both the year and the month/)).toBeVisible();
  expect(save).toBeDisabled();
  fireEvent.change(screen.getByLabelText("Month"), { target: { value: "06" } });
  fireEvent.click(save);
  expect(await screen.findByText("Corrected.")).toBeVisible();
  expect(calls.filter((one) => one.method === "PATCH").map((one) => one.body)).toEqual([
    { happened_on: "2026-06-01", happened_precision: "month" },
  ]);
});
