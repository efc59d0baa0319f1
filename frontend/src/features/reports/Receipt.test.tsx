import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { show } from "~/testing/render";
import { DraftProvider } from "./draft/DraftContext";
import { afterSending, emptyDraft } from "./draft/draft";
import { fileOf, forgetDraft, keepDraft, keepFile, loadDraft } from "./draft/keeping";
import { PICTURE } from "./draft/samples";
import { Receipt } from "./Receipt";

beforeEach(async () => void (await forgetDraft(await loadDraft("en"))));

it("names the case that the report went into", async () => {
  const sent = {
    reportId: "r1",
    reportReference: "REF",
    caseReference: "ABCD",
    caseTitle: "Withdrawals stuck",
  };
  await keepDraft(afterSending(emptyDraft("en"), sent));
  show(
    <DraftProvider lang="en">
      <Receipt />
    </DraftProvider>,
  );
  expect(await screen.findByText("Withdrawals stuck", {}, { timeout: 3_000 })).toBeVisible();
});

it("asks before another report deletes a file that was not accepted", async () => {
  const refused = { ...PICTURE, state: "refused" as const, reason: "It cannot be opened." };
  const sent = { reportId: "r1", reportReference: "REF", caseReference: null };
  await keepFile("p1", new Blob(["picture"]));
  await keepDraft(afterSending({ ...emptyDraft("en"), files: [refused] }, sent));
  show(
    <DraftProvider lang="en">
      <Receipt />
    </DraftProvider>,
  );
  const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
  await press("Report another incident");
  expect(await screen.findByText(/not accepted: 1/)).toBeVisible();
  await press("Cancel");
  expect(await fileOf("p1")).toBeDefined();
  expect((await loadDraft("en")).sent).not.toBeNull();
  await press("Report another incident");
  await press("Delete and go on");
  await waitFor(async () => expect(await fileOf("p1")).toBeUndefined());
  expect((await loadDraft("en")).sent).toBeNull();
});
