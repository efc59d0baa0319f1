import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { Rewording, type Wording } from "./Rewording";

function Editing({ run }: { run: (body: Wording) => void }) {
  const [now, setNow] = useState({ title: "Withdrawals stuck", summary: "They wait for weeks." });
  const act = useMutation({
    mutationFn: async (body: Wording) => {
      run(body);
      setNow(body);
    },
  });
  return <Rewording hint="In short" now={now} act={act} />;
}

it("begins with what stands, saves only what changed and is long enough, and says so", async () => {
  const run = vi.fn();
  show(<Editing run={run} />);
  const save = screen.getByText("Save the edit").closest("button");
  const title = screen.getByLabelText("Title");
  expect(title).toHaveValue("Withdrawals stuck");
  expect(save).toBeDisabled();
  fireEvent.change(title, { target: { value: " No " } });
  expect(save).toBeDisabled();
  fireEvent.change(title, { target: { value: " Withdrawals stopped " } });
  fireEvent.click(save as HTMLElement);
  expect(await screen.findByText("Edited.")).toBeInTheDocument();
  expect(run).toHaveBeenCalledExactlyOnceWith({
    title: "Withdrawals stopped",
    summary: "They wait for weeks.",
  });
});
