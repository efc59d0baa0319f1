import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Appeal, AppealRestored } from "./Appeal";
import type { ReportRead } from "./queries";

const REPORT = { set_aside_reason: "Three alike.", appealed: true, case_reference: "ABC" } as ReportRead;
const answered = (restored: boolean) =>
  ({
    ...REPORT,
    appeal_answer: { restored, reason: "The original was checked.", at: "2026-11-02T08:00:00Z" },
  }) as ReportRead;

it("tells how an appeal was decided with its reason, and until then that it waits", async () => {
  serve({});
  const waiting = show(<Appeal report={{ ...REPORT, appeal_answer: null }} />);
  expect(await screen.findByText("Your appeal is with another moderator.")).toBeVisible();
  waiting.unmount();
  const upheld = show(<Appeal report={answered(false)} />);
  expect(await screen.findByText(/not upheld/)).toBeVisible();
  expect(screen.getByText("The original was checked.")).toBeVisible();
  expect(screen.queryByText("Your appeal is with another moderator.")).toBeNull();
  upheld.unmount();
  show(<AppealRestored report={answered(true)} />);
  expect(await screen.findByText(/counted again/)).toBeVisible();
  expect(screen.getByText("The original was checked.")).toBeVisible();
});
