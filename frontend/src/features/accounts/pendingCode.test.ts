import { expect, it } from "vitest";
import { get, put } from "~/lib/vault";
import { keepPending, pendingCode } from "./pendingCode";

const TYPED = { contact: "anna@example.org", sent: null, againAt: 0 };
const DAY = 86_400_000;

it("keeps a contact that was typed for the days a report may take, and no longer", async () => {
  keepPending(TYPED);
  expect(await pendingCode()).toMatchObject(TYPED);
  await put("drafts", "sign-in", { ...TYPED, at: Date.now() - 4 * DAY });
  expect(await pendingCode()).toBeNull();
  expect(await get("drafts", "sign-in")).toBeUndefined();
});

it("takes the time of a contact kept by an earlier version as now", async () => {
  await put("drafts", "sign-in", TYPED);
  expect(await pendingCode()).toMatchObject(TYPED);
  expect(await get("drafts", "sign-in")).toHaveProperty("at");
});
