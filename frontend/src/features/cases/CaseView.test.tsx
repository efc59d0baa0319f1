import { useQueryClient } from "@tanstack/react-query";
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { CaseView, type Lent } from "./CaseView";

const Nothing = () => {
  throw new Error("nothing is lent to a page that could not be read");
};

const CASE = {
  reference: "ABCD",
  title: "Fees",
  summary: "They keep a fee.",
  lang: "en",
  relation: "moderator",
  visibility: "public",
  remedies: [],
  respondent: { name: "Skylark", slug: "skylark", status: "listed" },
};
const LENT = {
  headline: null,
  steps: null,
  counted: null,
  filings: null,
  documents: null,
  moderate: null,
  joinWithMine: null,
};

function Anew() {
  const client = useQueryClient();
  return (
    <button type="button" onClick={() => client.invalidateQueries({ queryKey: ["case", "ABCD", "page"] })}>
      Anew
    </button>
  );
}

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

  it("stays with what is written on it when it can not be read anew, until the server says it is gone", async () => {
    let status = 200;
    const body = { ...CASE, code: "x", detail: "Not now." };
    serve({ "GET /api/cases/ABCD": () => ({ status, body }) });
    const lend = () => ({ ...LENT, moderate: <textarea aria-label="Reason" /> });
    show([<CaseView key="case" reference="ABCD" signedIn lend={lend} />, <Anew key="anew" />]);
    fireEvent.change(await screen.findByLabelText("Reason"), { target: { value: "It names" } });
    status = 503;
    fireEvent.click(screen.getByRole("button", { name: "Anew" }));
    expect(await screen.findByText("Not now.")).toBeVisible();
    expect(screen.getByLabelText("Reason")).toHaveValue("It names");
    status = 404;
    fireEvent.click(screen.getAllByRole("button", { name: "Try again" })[0] as HTMLElement);
    expect(await screen.findByRole("heading", { name: "There is no such page" })).toBeVisible();
    expect(screen.queryByLabelText("Reason")).toBeNull();
  });
});

it("A case was published on the day that the server names, wherever its reader is", async () => {
  const respondent = { name: "Skylark", slug: "skylark", legal_name: "Skylark Ltd", status: "listed" };
  const read = { published_at: "2026-05-01T10:30:00Z", published_on: "2026-05-02", respondent };
  const said = {
    reference: "ABCD",
    title: "Held back",
    summary: "",
    lang: "en",
    issue_id: "other",
    remedies: [],
  };
  const stands = { visibility: "public", relation: "stranger", vetting: null, closed_at: null };
  serve({ "GET /api/cases/ABCD": { body: { ...said, ...stands, ...read } } });
  show(<CaseView reference="ABCD" signedIn={false} lend={() => ({}) as Lent} />);
  expect(await screen.findByText("2 May 2026", undefined, { timeout: 5000 })).toBeVisible();
});
