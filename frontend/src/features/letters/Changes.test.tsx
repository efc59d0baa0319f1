import { screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { show } from "~/testing/render";
import { Changes } from "./Changes";

const before = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Asia/Shanghai";
});
afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

it("says on which of the reader's days the earlier version was approved", async () => {
  const told = { version: 1, approved_at: "2026-11-02T20:00:00Z", lines: [], figures: [], demands: false };
  show(<Changes told={{ ...told, recipient: null, channel: null }} />);
  expect(await screen.findByText(/3 November 2026/, undefined, { timeout: 10_000 })).toBeInTheDocument();
});
