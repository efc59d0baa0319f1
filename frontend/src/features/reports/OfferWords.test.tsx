import { screen } from "@testing-library/react";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { show } from "~/testing/render";
import { OfferWords } from "./OfferWords";
import type { CaseOffer } from "./queries";

const REASON = {
  code: "same_issue",
  text: "the same kind of problem",
  params: {},
} as CaseOffer["reasons"][number];

function offer(people: CaseOffer["people"], reasons = [REASON]): CaseOffer {
  return { reference: "4GA8N9SZFTQV", title: "Withdrawals stuck", people, reasons };
}

describe("What is said of a case that may fit", () => {
  beforeAll(() => i18next.loadNamespaces(["report", "common"]), 30_000);

  it("is its released number as an invitation, with its day and the reason", async () => {
    show(<OfferWords offer={offer({ state: "exact", value: 312, at_least: 312, as_of: "2026-11-02" })} />);
    expect(await screen.findByText("312 people report the same: join them")).toBeVisible();
    expect(screen.getByText("As of 2 November 2026")).toBeVisible();
    expect(screen.getByText("Why this one: the same kind of problem")).toBeVisible();
  });

  it("is a lower bound where only that is published", async () => {
    show(<OfferWords offer={offer({ state: "band", value: null, at_least: 50, as_of: "2026-11-02" })} />);
    expect(await screen.findByText("at least 50 people report the same: join them")).toBeVisible();
  });

  it.each([null, { state: "withheld", value: null, at_least: null, as_of: null }])(
    "invites with no number before the first one is published (%#)",
    async (people) => {
      show(<OfferWords offer={offer(people)} />);
      expect(
        await screen.findByText("People who report the same: fewer than 10, or not yet published"),
      ).toBeVisible();
      expect(screen.queryByText(/join them/)).toBeNull();
    },
  );

  it("claims nothing about a case of which nothing is known here", async () => {
    const { container } = show(<OfferWords offer={offer(null, [])} />);
    expect(container).not.toHaveTextContent(/people/i);
  });
});
