import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CaseView } from "./CaseView";

const Nothing = () => {
  throw new Error("nothing is lent to a page that could not be read");
};

function open() {
  show(<CaseView reference="ABCD" signedIn={false} lend={Nothing} />);
}

describe("A case page that can not be read", () => {
  it("says that there is no such page only where the server said so", async () => {
    serve({});
    open();
    expect(
      await screen.findByRole("heading", { name: "There is no such page" }, { timeout: 5000 }),
    ).toBeVisible();
  });

  it("says that something went wrong, and offers another try, where it did not answer", async () => {
    serve({ "GET /api/cases/ABCD": { status: 503, body: { code: "x", detail: "Try again shortly." } } });
    open();
    expect(await screen.findByText("Try again shortly.", undefined, { timeout: 5000 })).toBeVisible();
    expect(screen.queryByText("There is no such page")).toBeNull();
    expect(screen.getByRole("button", { name: "Try again" })).toBeEnabled();
  });
});
