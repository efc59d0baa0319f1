import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { SureDialog } from "./SureDialog";

function Asking({ run, leave }: { run: (body: string) => Promise<void>; leave: () => void }) {
  const act = useMutation({ mutationFn: run });
  return (
    <SureDialog open onClose={leave} title="Sure?" does="Do it" act={act} body="this one">
      <p>It can not be undone.</p>
    </SureDialog>
  );
}

it("does nothing until it is answered, and closes only once it is done", async () => {
  const run = vi.fn(async () => undefined);
  const leave = vi.fn();
  show(<Asking run={run} leave={leave} />);
  expect(screen.getByRole("dialog", { name: "Sure?" })).toHaveTextContent("It can not be undone.");
  expect(run).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Do it" }));
  await waitFor(() => expect(leave).toHaveBeenCalledOnce());
  expect(run.mock.calls).toEqual([["this one", expect.anything()]]);
});

it("leaves with nothing done, and stays open with the reason when it is refused", async () => {
  const run = vi.fn(() => Promise.reject(new Error("no")));
  const leave = vi.fn();
  show(<Asking run={run} leave={leave} />);
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(leave).toHaveBeenCalledOnce();
  expect(run).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Do it" }));
  expect(await screen.findByRole("alert")).toBeInTheDocument();
  expect(leave).toHaveBeenCalledOnce();
});
