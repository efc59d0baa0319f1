import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Component as MethodPage } from "~/pages/MethodPage";
import { serve, show } from "~/testing/render";
import { Documents } from "./Documents";

it("Files to take along are asked for in the reader's language", async () => {
  const release = { number: 3, respondent: "kite" };
  serve({ "GET /api/statistics/cases/ABCD": { body: { release } } });
  show(
    <>
      <Documents reference="ABCD" />
      <MethodPage />
    </>,
    "/id",
  );
  expect(await screen.findByText(/CSV/)).toBeVisible();
  const links = screen.getAllByRole("link").map((one) => one.getAttribute("href"));
  expect(links.length).toBe(5);
  for (const link of links) expect(link).toMatch(/[?&]lang=id$/);
});
