import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { ClaimRow } from "./ClaimRow";
import { Objection } from "./Objection";

const PAGE = { respondent_names: { en: "Kite Pay" }, claim_days: 30, case_title: null, agreed: null };
const TEXTS = ["sensitive_data", "counting", "named_to_regulator", "named_to_company"].map((purpose) => ({
  purpose,
  text: `Words of ${purpose}.`,
}));
const TOKEN = "a-token-long-enough";
const Inside = ({ children }: { children: ReactNode }) => <>{children}</>;

it("asks for no permission before its words stand there, and offers another try", async () => {
  let there = false;
  const calls = serve({
    [`GET /api/claims/${TOKEN}`]: { body: PAGE },
    "GET /api/consent-texts": () =>
      there ? { body: TEXTS } : { status: 503, body: { code: "down", detail: "" } },
    [`POST /api/claims/${TOKEN}`]: { status: 201, body: { reports: [], unread: [] } },
  });
  show(<ClaimRow SignedIn={Inside} />, `/en/claim#${TOKEN}`);
  const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 10_000 });
  expect(screen.queryAllByRole("checkbox")).toEqual([]);
  expect(screen.queryByRole("button", { name: "Claim my row" })).toBeNull();
  there = true;
  fireEvent.click(again);
  fireEvent.click(await screen.findByRole("checkbox", { name: "Words of sensitive_data." }));
  fireEvent.click(screen.getByRole("checkbox", { name: "Words of counting." }));
  fireEvent.click(screen.getByRole("button", { name: "Claim my row" }));
  await waitFor(() => expect(calls.some((one) => one.method === "POST")).toBe(true));
});

it("tells who came by half a link what to do, without a mail or a code that there never was", async () => {
  serve({});
  show(<ClaimRow SignedIn={Inside} />, "/en/claim");
  expect(await screen.findByText(/Go back to where you got it/, {}, { timeout: 10_000 })).toBeVisible();
});

it("lets whoever objects have another code, or use another contact", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let made = 0;
  const calls = serve({
    [`POST /api/claims/${TOKEN}/objections`]: () => {
      made += 1;
      return { status: 201, body: { challenge_id: `c${made}`, masked: `m***${made}` } };
    },
    [`POST /api/claims/${TOKEN}/objections/confirm`]: (call) => {
      const { challenge_id } = call.body as { challenge_id: string };
      return challenge_id === "c3"
        ? { body: { done: true } }
        : { status: 410, body: { code: "x", detail: "" } };
    },
  });
  show(<Objection token={TOKEN} />);
  fireEvent.click(await screen.findByText("I do not want to be in the sheet", {}, { timeout: 10_000 }));
  const write = (value: string) =>
    fireEvent.change(screen.getByLabelText("E-mail or phone number"), { target: { value } });
  const code = () => screen.findByLabelText("Six-digit code");
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
  write("ann@wrong.example");
  press("Send the code");
  expect(await code()).toHaveFocus();
  expect(screen.getByText(/on its way to m\*\*\*1/).closest("[role=status]")).not.toBeNull();
  expect(screen.getByRole("button", { name: /^You can send again in/ })).toBeDisabled();
  vi.setSystemTime(Date.now() + 46_000);
  await act(() => vi.advanceTimersByTimeAsync(1000));
  press("Send again");
  expect(await screen.findByText(/on its way to m\*\*\*2/)).toBeVisible();
  fireEvent.change(await code(), { target: { value: "111111" } });
  press("Erase me");
  await screen.findByRole("alert");
  press("Use another e-mail or phone");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByLabelText("E-mail or phone number")).toHaveFocus();
  write("ann@b.example");
  press("Send the code");
  fireEvent.change(await code(), { target: { value: "222 222" } });
  press("Erase me");
  expect(await screen.findByText("Erased.")).toBeVisible();
  const bodies = calls.filter((one) => one.path.endsWith("/objections")).map((one) => one.body);
  expect(bodies).toEqual(
    ["ann@wrong.example", "ann@wrong.example", "ann@b.example"].map((contact) => ({ contact })),
  );
  vi.useRealTimers();
});
