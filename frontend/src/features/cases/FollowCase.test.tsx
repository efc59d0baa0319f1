import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { FollowCase } from "./FollowCase";
import { FollowLink } from "./FollowLink";
import type { CaseRead } from "./queries";

const CASE = { reference: "ABCD", visibility: "public" } as CaseRead;
const TOKEN = "a".repeat(32);

it("An address that was typed wrongly can be put right after it was asked", async () => {
  const calls = serve({ "POST /api/cases/ABCD/follows": { body: { state: "asked" } } });
  show(<FollowCase one={CASE} signedIn={false} />);
  const field = await screen.findByRole("textbox", { name: /E-mail/ }, { timeout: 3000 });
  await userEvent.type(field, "mee@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Follow" }));
  expect(await screen.findByText("Look into your mailbox")).toBeVisible();
  expect(screen.getByText(/mee@example\.org/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Use another address" }));
  const again = screen.getByRole("textbox", { name: /E-mail/ });
  expect(again).toHaveValue("mee@example.org");
  await userEvent.clear(again);
  await userEvent.type(again, "me@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Follow" }));
  expect(await screen.findByText("Look into your mailbox")).toBeVisible();
  expect(calls.filter((call) => call.method === "POST").map((call) => call.body)).toEqual([
    { email: "mee@example.org" },
    { email: "me@example.org" },
  ]);
});

it("A message's link that could not be read is tried again", async () => {
  serve({ "POST /api/follows/read": { status: 503, body: { code: "x", detail: "Try again shortly." } } });
  show(<FollowLink />, `/en/follow#${TOKEN}`);
  expect(await screen.findByText("Try again shortly.", {}, { timeout: 3000 })).toBeVisible();
  serve({
    "POST /api/follows/read": { body: { confirmed: true, title: "Stuck", lang: "en", case: "ABCD" } },
  });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Stuck" })).toBeVisible();
});
