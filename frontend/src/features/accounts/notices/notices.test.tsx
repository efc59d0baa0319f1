import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { News } from "./News";
import { NotifySettings } from "./NotifySettings";

const ONE = {
  id: "n1",
  topic: "letter",
  text: "A letter waits for you to read",
  at: "2026-11-02T02:00:00Z",
  read: false,
  case: "ABC",
  case_title: "Withdrawals stuck",
  to: "/me/reports/r1",
};
const KEPT = {
  wanted: true,
  has_email: true,
  has_phone: false,
  topics: [
    { topic: "letter", email: true, phone: false, always: false },
    { topic: "security", email: true, phone: false, always: true },
  ],
  quiet_from: "22:00",
  quiet_until: "08:00",
  zone: "Asia/Shanghai",
};

it("leads to what was told and marks it read", async () => {
  const calls = serve({
    "GET /api/me/notifications": { body: { items: [ONE], next_cursor: null } },
    "GET /api/me/notifications/unread": { body: { unread: 1 } },
    "PUT /api/me/notifications/read": { body: { done: true } },
  });
  show(<News />);
  const link = await screen.findByRole("link", { name: ONE.text }, { timeout: 10_000 });
  expect(link).toHaveAttribute("href", "/en/me/reports/r1");
  fireEvent.click(await screen.findByRole("button", { name: /^Mark as read/ }));
  await waitFor(() =>
    expect(calls.find((one) => one.method === "PUT")?.body).toEqual({ ids: ["n1"], read: true }),
  );
});

it("offers only ways the person has, and never to switch safety off", async () => {
  const calls = serve({
    "GET /api/me/notify": { body: KEPT },
    "PUT /api/me/notify": { body: { done: true } },
  });
  show(<NotifySettings />);
  const mail = await screen.findByRole("checkbox", { name: "E-mail" });
  expect(screen.queryByRole("checkbox", { name: "SMS" })).toBeNull();
  expect(screen.queryByRole("group", { name: "Safety and rights" })).toBeNull();
  fireEvent.click(mail);
  fireEvent.change(screen.getByLabelText("Until"), { target: { value: "09:30" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls.some((one) => one.method === "PUT")).toBe(true));
  const sent = calls.find((one) => one.method === "PUT")?.body as typeof KEPT;
  expect(sent.topics[0]?.email).toBe(false);
  expect(sent.quiet_until).toBe("09:30");
});

it("lets the language of mails be changed", async () => {
  let lang = "zh";
  const calls = serve({
    "GET /api/me/notify": { body: KEPT },
    "GET /api/me": () => ({ body: { account_id: "a1", lang, notify: true, roles: [], contacts: [] } }),
    "PATCH /api/me": (call) => {
      lang = (call.body as { lang: string }).lang;
      return { body: { done: true } };
    },
  });
  show(<NotifySettings />);
  const select = await screen.findByLabelText("Language of e-mails and SMS", {}, { timeout: 3_000 });
  expect(select).toHaveValue("zh");
  fireEvent.change(select, { target: { value: "id" } });
  expect(await screen.findByText("Saved")).toBeVisible();
  expect(calls.find((one) => one.method === "PATCH")?.body).toEqual({ lang: "id" });
  await waitFor(() => expect(select).toHaveValue("id"));
});
