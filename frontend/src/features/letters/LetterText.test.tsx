import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "~/testing/render";
import { LetterText } from "./LetterText";
import type { LetterRead } from "./queries";

type Body = LetterRead["body"];

it("writes the day of a fact as its reader does", async () => {
  const fact = { key: "people", name: "People", value: "4,326", source: "Release", as_of: "2026-11-02" };
  const body = { frame: {}, sections: [], facts: [fact], figures: [] } as unknown as Body;
  show(<LetterText body={body} lang="en" />);
  expect(await screen.findByText("Release · 2 November 2026")).toBeInTheDocument();
});
