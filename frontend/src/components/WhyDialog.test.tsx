import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { WhyDialog } from "./WhyDialog";

const WORDS = {
  open: "End",
  of: "this role",
  title: "End it?",
  text: "It ends at once.",
  does: "Yes, end",
  why: "Why",
  pick: "Please choose",
};

function Ending({ run }: { run: (body: string) => Promise<void> }) {
  const act = useMutation({ mutationFn: run });
  const reasons = [{ value: "left", label: "They left" }];
  return <WhyDialog words={WORDS} reasons={reasons} act={act} body={(reason) => `for ${reason}`} />;
}

it("ends nothing before a reason is chosen, and sends the one that was", async () => {
  const run = vi.fn(async () => undefined);
  show(<Ending run={run} />);
  fireEvent.click(screen.getByRole("button", { name: /^End ?this role$/ }));
  expect(await screen.findByText("It ends at once.")).toBeVisible();
  const end = screen.getByRole("button", { name: "Yes, end" });
  expect(end).toBeDisabled();
  fireEvent.change(screen.getByLabelText("Why"), { target: { value: "left" } });
  fireEvent.click(end);
  await waitFor(() => expect(screen.queryByText("It ends at once.")).toBeNull());
  expect(run.mock.calls).toEqual([["for left", expect.anything()]]);
});
