import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { DraftProvider } from "../draft/DraftContext";
import { type Draft, emptyDraft, happenedOn } from "../draft/draft";
import { forgetDraft, keepDraft, loadDraft } from "../draft/keeping";
import { missing } from "../draft/steps";
import { companyOf } from "../submitting";
import { WhenStep } from "./CircumstanceSteps";
import { CompanyStep } from "./CompanyStep";
import { MatchStep } from "./MatchStep";

const COMPANY = { id: "11111111-1111-4111-8111-111111111111", slug: "kite", name: "Kite Pay", aliases: [] };
const DOWN = { status: 503, body: { code: "core.unavailable", detail: "Try again shortly." } };

async function open(Step: () => React.ReactNode, part: Partial<Draft>) {
  await keepDraft({ ...emptyDraft("en"), ...part });
  show(
    <DraftProvider lang="en">
      <Step />
    </DraftProvider>,
  );
}

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

describe("A server that does not answer", () => {
  it("is not told as a search that found no case", async () => {
    serve({ "POST /api/suggestions": DOWN });
    await open(MatchStep, { narrative: "They kept my money.", company: { id: null, name: "New Bird" } });
    expect(screen.queryByText(/No case like yours/)).toBeNull();
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    expect(screen.queryByText(/No case like yours/)).toBeNull();
    serve({ "POST /api/suggestions": { body: { cases: [] } } });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/No case like yours/)).toBeVisible();
  });

  it("is not told as a company that is not listed", async () => {
    serve({ "GET /api/respondents": DOWN });
    await open(CompanyStep, { companyWords: "Kite" });
    expect(await screen.findByText("Try again shortly.")).toBeVisible();
    expect(screen.queryByRole("radio")).toBeNull();
    serve({ "GET /api/respondents": { body: [COMPANY] } });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("radio", { name: "Kite Pay" })).toBeVisible();
    expect(screen.getByRole("radio", { name: /Not listed: use “Kite”/ })).toBeVisible();
  });
});

describe("The company", () => {
  const LISTED = { ...COMPANY, names: { zh: "风筝支付" }, aliases: ["KP"] };
  const kite = { company: { id: COMPANY.id, name: "Kite Pay" }, companyWords: "Kite Pay" };
  const field = () => screen.findByRole("textbox");

  async function typing(words: string, part: Partial<Draft>) {
    serve({ "GET /api/respondents": { body: [LISTED] } });
    await open(CompanyStep, part);
    await screen.findByRole("radio", { name: /^Kite Pay/ });
    await userEvent.clear(await field());
    await userEvent.type(await field(), words);
    await waitFor(async () => expect((await loadDraft("en")).companyWords).toBe(words));
    return loadDraft("en");
  }

  it("is chosen no more once another was typed, nor is the case that went with it", async () => {
    const joining = { reference: "ABCD", title: "Withdrawals stuck" };
    const draft = await typing("Blue Bird", { ...kite, choice: "join", joining });
    expect([draft.company, draft.choice, draft.joining]).toEqual([null, null, null]);
    expect(missing("company", draft)).toBe("company");
  });

  it.each(["kite", "风筝", "kp"])("stays chosen while the words can still mean it (%s)", async (words) => {
    expect((await typing(words, kite)).company).toEqual(kite.company);
  });

  it("that is proposed bears the words as they are now", async () => {
    const proposed = { company: { id: null, name: "Kite" }, companyWords: "Kite" };
    serve({ "GET /api/respondents": { body: [] } });
    await open(CompanyStep, proposed);
    await userEvent.type(await field(), " Bird");
    expect(screen.getByRole("radio", { name: /“Kite Bird”/ })).toBeChecked();
    await waitFor(async () =>
      expect((await loadDraft("en")).company).toEqual({ id: null, name: "Kite Bird" }),
    );
  });
});

describe("The month", () => {
  const month = () => within(screen.getByRole("group", { name: "The month" }));

  it("is chosen from two lists, and half of it is asked for in words of its own", async () => {
    await open(WhenStep, {});
    await userEvent.click(await screen.findByRole("radio", { name: "I know the month" }));
    await userEvent.selectOptions(month().getByLabelText("Year"), "2025");
    await waitFor(async () => expect((await loadDraft("en")).when.month).toBe("2025-"));
    expect(missing("when", await loadDraft("en"))).toBe("month");
    await userEvent.selectOptions(month().getByLabelText("Month"), "September");
    await waitFor(async () => expect(happenedOn(await loadDraft("en"))).toBe("2025-09"));
    expect(missing("when", await loadDraft("en"))).toBeNull();
  });

  it.each([
    ["2025.9", "2025-09", ""],
    ["2025-09", "2025-09", ""],
    ["2025/11", "2025-11", ""],
    ["last autumn", "", "last autumn"],
    ["2025-13", "", "2025-13"],
  ])("typed freely before (%s) is read, or kept as the person's own words", async (typed, read, words) => {
    await keepDraft({ ...emptyDraft("en"), when: { precision: "month", day: "", month: typed, text: "" } });
    const kept = await loadDraft("en");
    expect([kept.when.month, kept.when.text]).toEqual([read, words]);
    expect(missing("when", kept)).toBe(read ? null : "month");
  });

  it("may be left open where the date is known roughly, and never lies ahead", () => {
    const when = (month: string) => ({ precision: "about", day: "", month, text: "" }) as const;
    expect(missing("when", { ...emptyDraft("en"), when: when("") })).toBeNull();
    expect(missing("when", { ...emptyDraft("en"), when: when("-09") })).toBe("month");
    expect(missing("when", { ...emptyDraft("en"), when: when("2999-01") })).toBe("future");
  });
});

describe("A case of a company that was not chosen from the list", () => {
  const OFFER = {
    reference: "ABCD",
    title: "Withdrawals stuck",
    lang: "en",
    respondent: { id: COMPANY.id, name: "Kite Pay" },
    people: null,
    reasons: [],
  };
  const proposed = { company: { id: null, name: "Kite wallet app" }, companyWords: "Kite wallet app" };
  const offered = { "POST /api/suggestions": { body: { cases: [OFFER] } } };

  it("says whose it is, and joined makes the report one about that company", async () => {
    serve(offered);
    await open(MatchStep, { ...proposed, narrative: "They kept my money." });
    expect(await screen.findByText(/It is about Kite Pay/)).toBeVisible();
    await userEvent.click(screen.getByRole("radio", { name: /Withdrawals stuck/ }));
    await waitFor(async () => expect(companyOf(await loadDraft("en"))).toEqual(OFFER.respondent));
    await userEvent.click(screen.getByRole("radio", { name: /just keep mine/ }));
    await waitFor(async () => expect(companyOf(await loadDraft("en"))).toEqual(proposed.company));
  });

  it("is not told again where the company is the chosen one", async () => {
    serve(offered);
    await open(MatchStep, {
      company: OFFER.respondent,
      companyWords: "Kite Pay",
      narrative: "They kept it.",
    });
    expect(await screen.findByRole("radio", { name: /Withdrawals stuck/ })).toBeVisible();
    expect(screen.queryByText(/It is about Kite Pay/)).toBeNull();
  });
});
