import { beforeEach, describe, expect, it } from "vitest";
import { newSecret, readCode, showCode, unwrap, wrap } from "./carrying";
import {
  type Draft,
  emptyDraft,
  happenedOn,
  hasContent,
  looksLikeScam,
  withIssue,
  withNarrative,
} from "./draft";
import { fileOf, forgetDraft, JOURNAL, keepDraft, keepFile, loadDraft } from "./keeping";
import { after, before, firstOpen, missing, visibleSteps } from "./steps";

function filled(): Draft {
  return {
    ...emptyDraft("en"),
    company: { id: "c1", name: "Blue Kite Pay" },
    issueId: "fees",
    when: { precision: "month", day: "", month: "2026-03", text: "" },
    moneyKind: "licensed",
    narrative: "They took the fee twice and never answered.",
    choice: "none",
    consents: { sensitive: true, counting: true },
    seen: "counted",
  };
}

const heldBack = { issueId: "withdrawal_blocked", issueTraits: { asksFee: true, caseAllowed: true } };

describe("The draft of a report", () => {
  beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

  it("comes back after a reload exactly as it was left, with its keys", async () => {
    const draft = filled();
    await keepDraft(draft);
    expect(await loadDraft("en")).toEqual(draft);
  });

  it("keeps chosen pictures until it is forgotten", async () => {
    await keepFile("f1", new Blob(["picture"]));
    expect(await fileOf("f1")).toBeDefined();
    await forgetDraft(await loadDraft("en"));
    expect(await fileOf("f1")).toBeUndefined();
  });

  it("gives fields of a later version their empty value", async () => {
    const { orderNumber: _gone, ...older } = filled();
    await keepDraft(older as Draft);
    expect((await loadDraft("en")).orderNumber).toBe("");
  });

  it("is the newer of vault and journal when the page died between the two", async () => {
    await keepDraft({ ...filled(), revision: 3 });
    localStorage.setItem(
      JOURNAL,
      JSON.stringify({ ...filled(), revision: 4, narrative: "the last keystroke" }),
    );
    expect((await loadDraft("en")).narrative).toBe("the last keystroke");
    localStorage.setItem(JOURNAL, JSON.stringify({ ...filled(), revision: 2, narrative: "an old one" }));
    expect((await loadDraft("en")).revision).toBe(3);
    localStorage.removeItem(JOURNAL);
  });

  it("keeps every answer while another is tried", () => {
    const day = {
      ...filled(),
      when: { precision: "day", day: "2026-03-02", month: "2026-03", text: "spring" },
    } as const;
    expect(happenedOn(day)).toBe("2026-03-02");
    expect(happenedOn({ ...day, when: { ...day.when, precision: "month" } })).toBe("2026-03");
    expect(happenedOn({ ...day, when: { ...day.when, precision: "unknown" } })).toBe("");
    const answered = { ...filled(), ...heldBack, feeDemanded: true };
    expect(looksLikeScam(answered)).toBe(true);
    expect(
      looksLikeScam(
        withIssue(answered, "fees", { id: "fees", asks_fee_question: false, case_allowed: true }),
      ),
    ).toBe(false);
  });

  it("is empty until something was said", () => {
    expect(hasContent(emptyDraft("zh"))).toBe(false);
    expect(hasContent(filled())).toBe(true);
  });

  it("remembers that cases were seen before the words were changed", () => {
    const unseen = withNarrative(filled(), "Changed before any case was shown.");
    expect(unseen.sawCaseFirst).toBe(false);
    expect(withNarrative({ ...filled(), sawCases: true }, "Changed afterwards.").sawCaseFirst).toBe(true);
  });
});

describe("The questions", () => {
  it("ask about a fee only where money is held back", () => {
    expect(visibleSteps(filled())).not.toContain("scam");
    expect(visibleSteps({ ...filled(), ...heldBack })).toContain("scam");
  });

  it("offer no case to someone who was told to pay first", () => {
    const scammed = { ...filled(), ...heldBack, feeDemanded: true };
    expect(visibleSteps(scammed)).not.toContain("match");
    expect(after("story", scammed)).toBe("evidence");
    expect(before("evidence", scammed)).toBe("story");
  });

  it("offer no case for a problem that a joint complaint can't help", () => {
    expect(visibleSteps({ ...filled(), issueTraits: { asksFee: false, caseAllowed: false } })).not.toContain(
      "match",
    );
  });

  it("can all be answered, and then none is open", () => {
    expect(firstOpen(filled())).toBeNull();
    expect(firstOpen({ ...filled(), narrative: "no" })).toBe("story");
  });

  it("refuse a day in the future and an amount that is no number", () => {
    expect(
      missing("when", { ...filled(), when: { precision: "day", day: "2999-01-01", month: "", text: "" } }),
    ).toBe("future");
    expect(missing("amount", { ...filled(), amount: { text: "about 100", currency: "CNY" } })).toBe("amount");
    expect(missing("amount", { ...filled(), amount: { text: "1,200.50", currency: "CNY" } })).toBeNull();
  });

  it("insist on both permissions before anything is sent", () => {
    expect(missing("seen", { ...filled(), consents: { sensitive: true, counting: false } })).toBe("consents");
  });
});

describe("A resume code", () => {
  it("opens in another browser what this one wrapped, without the pictures", async () => {
    const secret = newSecret();
    const parcel = await wrap(filled(), secret);
    expect(parcel).not.toContain("Blue Kite");
    const carried = await unwrap(parcel, secret);
    expect(carried.narrative).toBe(filled().narrative);
    expect(carried.files).toEqual([]);
    await expect(unwrap(parcel, "AAAAA")).rejects.toBeDefined();
  });

  it("is read whatever its case, spaces and dashes", () => {
    const code = { finder: "ABCDE23456", secret: "XYZ23" };
    expect(readCode(showCode(code).toLowerCase().replaceAll("-", " "))).toEqual(code);
    expect(readCode("ABCD")).toBeNull();
  });

  it("is made of five letters that can't be mistaken", () => {
    for (let i = 0; i < 50; i++) expect(newSecret()).toMatch(/^[2-9A-HJKMNP-Z]{5}$/);
  });
});

describe("What was begun and not said", () => {
  const asked = { did: true, on: "", how: "", ticket: "", answer: "Please wait." };
  const body = { name: "", on: "2026-03-01", number: "7" };

  it("is how the company was asked, where it was", () => {
    expect(missing("asked", { ...filled(), asked })).toBe("how");
    expect(missing("asked", { ...filled(), asked: { ...asked, how: "chat" } })).toBeNull();
    expect(missing("asked", { ...filled(), asked: { ...asked, did: false } })).toBeNull();
    expect(missing("asked", filled())).toBeNull();
  });

  it("is the name of each authority, where somebody went to one", () => {
    const went = (authorities: object[]) =>
      missing("authorities", { ...filled(), approached: true, authorities } as Draft);
    expect([went([]), went([body])]).toEqual(["authority", "authority"]);
    expect(went([{ ...body, name: "Police" }, body])).toBe("authority");
    expect(went([{ ...body, name: "Police" }])).toBeNull();
    expect(missing("authorities", { ...filled(), approached: false, authorities: [body] })).toBeNull();
  });
});

describe("A day that can't be", () => {
  const day = (on: string) => ({ precision: "day", day: on, month: "", text: "" }) as const;
  const month = (on: string) => ({ precision: "month", day: "", month: on, text: "" }) as const;
  const wrong = [
    ["2999-01-01", "future"],
    ["1969-12-31", "distant"],
  ] as const;

  it.each(wrong)("is refused at its own question (%s)", (on, lack) => {
    const asked = { did: true, on, how: "chat", ticket: "", answer: "" };
    const authorities = [{ name: "Police", on, number: "" }];
    expect(missing("when", { ...filled(), when: day(on) })).toBe(lack);
    expect(missing("when", { ...filled(), when: month(on.slice(0, 7)) })).toBe(lack);
    expect(missing("asked", { ...filled(), asked })).toBe(lack);
    expect(missing("authorities", { ...filled(), approached: true, authorities })).toBe(lack);
  });

  it("matters nowhere that it isn't sent", () => {
    const asked = { did: false, on: "2999-01-01", how: "", ticket: "", answer: "" };
    const authorities = [{ name: "Police", on: "2999-01-01", number: "" }];
    expect(missing("asked", { ...filled(), asked })).toBeNull();
    expect(missing("authorities", { ...filled(), approached: false, authorities })).toBeNull();
  });
});
