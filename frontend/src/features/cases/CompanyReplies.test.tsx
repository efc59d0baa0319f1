import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CompanyReplies } from "./CompanyReplies";

const reply = (at: number) => ({
  category: "resolved",
  text: `Reply ${at}`,
  lang: "en",
  on: "2026-11-01",
  case: `CASE${at}`,
  case_title: `Case number ${at}`,
  case_lang: "en",
});

it("A company's replies are shown with the case each answers, page by page", async () => {
  serve({
    "GET /api/respondents/kite/replies": ({ path }) => ({
      body: path.includes("cursor")
        ? { items: [reply(2)], next_cursor: null }
        : { items: [reply(1)], next_cursor: "next" },
    }),
  });
  show(<CompanyReplies slug="kite" />);
  const link = await screen.findByRole("link", { name: "Case number 1" });
  expect(link).toHaveAttribute("href", "/en/cases/CASE1");
  expect(screen.getByText("Reply 1")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Reply 2")).toBeVisible();
});

it("Where the company has not answered, that is said", async () => {
  serve({ "GET /api/respondents/kite/replies": { body: { items: [], next_cursor: null } } });
  show(<CompanyReplies slug="kite" />);
  expect(await screen.findByText("The company has not answered in public.")).toBeVisible();
});
