import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyFollows } from "./MyFollows";

it("says that what one follows could not be read, and asks again", async () => {
  let down = true;
  serve({
    "GET /api/me/follows": () =>
      down
        ? { status: 503, body: { code: "x", detail: "Not now." } }
        : { body: [{ case: "ABCD", title: "Stuck", lang: "en" }] },
  });
  show(<MyFollows />);
  expect(await screen.findByText("Not now.", {}, { timeout: 3000 })).toBeVisible();
  down = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Stuck" })).toBeVisible();
  expect(screen.queryByText("Not now.")).toBeNull();
});
