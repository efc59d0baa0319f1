import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { emptyDraft } from "./draft/draft";
import { useSuggestions } from "./queries";

function Asking() {
  const [narrative, setNarrative] = useState("They keep my money.");
  useSuggestions({ ...emptyDraft("en"), narrative });
  return (
    <button type="button" onClick={() => setNarrative("They keep my money and do not answer.")}>
      Change
    </button>
  );
}

it("cancels the question for fitting cases as soon as the words change", async () => {
  const asked: Request[] = [];
  vi.spyOn(window, "fetch").mockImplementation((input, init) => {
    asked.push(new Request(input, init));
    return new Promise(() => {});
  });
  show(<Asking />);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.signal.aborted).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Change" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(asked[1]?.signal.aborted).toBe(false);
});
