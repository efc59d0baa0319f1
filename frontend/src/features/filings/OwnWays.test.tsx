import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { OwnWays } from "./OwnWays";

it("opens one own pack though the answer was lost", async () => {
  let lost = true;
  const way = { channel_id: "cn-court", name: "The court", scope: "", own_state: "open", own_checks: [] };
  const calls = serve({
    "GET /api/cases/ABC/channels": { body: [{ ...way, takes_joint_letter: false, fits_issue: true }] },
    "POST /api/me/packs": () =>
      lost
        ? { status: 503, body: { code: "x", detail: "Not now." } }
        : { status: 201, body: { reference: "P1" } },
  });
  show(<OwnWays reference="ABC" />);
  const open = await screen.findByRole("button", {}, { timeout: 10_000 });
  fireEvent.click(open);
  await screen.findByText("Not now.");
  lost = false;
  fireEvent.click(open);
  const keys = () =>
    calls.filter((one) => one.method === "POST").map((one) => one.headers.get("Idempotency-Key"));
  await waitFor(() => expect(keys()).toHaveLength(2));
  expect(keys()[1]).toBe(keys()[0]);
});
