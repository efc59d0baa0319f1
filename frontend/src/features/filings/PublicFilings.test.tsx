import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { PublicFilings } from "./PublicFilings";

const PATH = "GET /api/cases/ABCD/filings";

it("Filings that did not come are told as such, and asked for again", async () => {
  serve({ [PATH]: { status: 503, body: { code: "x", detail: "Try again shortly." } } });
  show(<PublicFilings reference="ABCD" />);
  expect(await screen.findByText("Try again shortly.", {}, { timeout: 3000 })).toBeVisible();
  serve({ [PATH]: { body: [] } });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("Try again shortly.")).toBeNull());
});
