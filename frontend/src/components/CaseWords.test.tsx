import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { type CaseText, CaseWords } from "./CaseWords";

const WORDS = {
  open: "Edit the words",
  title: "Title",
  summary: "Summary",
  hint: "In short",
  save: "Save",
  saved: "It is saved",
};

function Editing({ run }: { run: (body: CaseText) => void }) {
  const [now, setNow] = useState({ title: "Withdrawals stuck", summary: "They wait for weeks." });
  const act = useMutation({
    mutationFn: async (body: CaseText) => {
      run(body);
      setNow(body);
    },
  });
  return <CaseWords words={WORDS} now={now} act={act} />;
}

it("begins with what stands, saves only what changed and is long enough, and says so", async () => {
  const run = vi.fn();
  show(<Editing run={run} />);
  const save = screen.getByText("Save").closest("button");
  const title = screen.getByLabelText("Title");
  expect(title).toHaveValue("Withdrawals stuck");
  expect(save).toBeDisabled();
  fireEvent.change(title, { target: { value: " No " } });
  expect(save).toBeDisabled();
  fireEvent.change(title, { target: { value: " Withdrawals stopped " } });
  fireEvent.click(save as HTMLElement);
  expect(await screen.findByText("It is saved")).toBeInTheDocument();
  expect(run).toHaveBeenCalledExactlyOnceWith({
    title: "Withdrawals stopped",
    summary: "They wait for weeks.",
  });
});
