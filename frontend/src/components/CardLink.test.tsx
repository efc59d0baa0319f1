import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "~/testing/render";
import { CardLink } from "./CardLink";

it("is one link named by the card's heading", () => {
  show(
    <article>
      <h3>
        <CardLink to="/en/cases/ABC">Withdrawals under review</CardLink>
      </h3>
    </article>,
  );
  expect(screen.getByRole("link", { name: "Withdrawals under review" })).toHaveAttribute(
    "href",
    "/en/cases/ABC",
  );
  expect(screen.getByRole("heading", { name: "Withdrawals under review" })).toBeVisible();
});
