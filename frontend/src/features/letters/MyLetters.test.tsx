import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MyLetters } from "./MyLetters";

const LETTER = {
  case_reference: "CASE",
  title: "To the company",
  recipient: "Skylark",
  decision: null,
  closing_on: "2026-11-09",
};

it("says that a letter waits only while it is open, and then until when", async () => {
  const body = [
    { ...LETTER, reference: "L1", state: "open" },
    { ...LETTER, reference: "L2", state: "sent" },
    { ...LETTER, reference: "L3", state: "open", decision: "approve" },
  ];
  serve({ "GET /api/me/letters": { body } });
  show(<MyLetters />);
  const [open, sent, decided] = await screen.findAllByRole("article", {}, { timeout: 10_000 });
  expect(open).toHaveTextContent("Waiting for you");
  expect(open).toHaveTextContent("9 Nov");
  expect(sent).toHaveTextContent("You did not answer");
  expect(sent).not.toHaveTextContent("9 Nov");
  expect(decided).toHaveTextContent("You approved");
}, 20_000);
