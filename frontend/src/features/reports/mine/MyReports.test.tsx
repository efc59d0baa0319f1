import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyReports } from "./MyReports";

it("says when the cases one organizes could not be read, and tries again", async () => {
  let broken = true;
  const organized = { reference: "ABC", title: "Held", role: "organizer" };
  serve({
    "GET /api/me/reports": { body: { items: [], next_cursor: null } },
    "GET /api/me/cases": () =>
      broken ? { status: 500, body: { code: "core.failed" } } : { body: [organized] },
  });
  show(<MyReports />);
  const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 10_000 });
  broken = false;
  fireEvent.click(again);
  expect(await screen.findByRole("link", { name: /Held/ })).toHaveAttribute("href", "/en/cases/ABC/desk");
});
