import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { TellDialog } from "./TellDialog";

interface Sent {
  key: string;
  reason_code: string;
  text: string;
}

function Form({ send }: { send: (sent: Sent) => Promise<unknown> }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const sending = useMutation<unknown, Error, Sent>({ mutationFn: send });
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <TellDialog
        open={open}
        onClose={() => setOpen(false)}
        words={{ title: "What is wrong?", text: "Details", send: "Send", done: "Thank you." }}
        text={text}
        onText={setText}
        sending={sending}
        body={{ reason_code: "other" }}
      >
        <p>Somebody looks at it.</p>
      </TellDialog>
    </>
  );
}

const open = async () =>
  fireEvent.click(await screen.findByRole("button", { name: "Open" }, { timeout: 10_000 }));
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

it("keeps what was written when sending is refused, and sends it again under the same key", async () => {
  const send = vi.fn<(sent: Sent) => Promise<unknown>>().mockRejectedValue(new Error("no line"));
  show(<Form send={send} />);
  await open();
  const words = await screen.findByLabelText(/^Details/);
  fireEvent.change(words, { target: { value: "It is out of date" } });
  press("Send");
  expect(await screen.findByRole("alert")).toBeInTheDocument();
  expect(words).toHaveValue("It is out of date");
  press("Send");
  await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  const [first, second] = send.mock.calls.map(([sent]) => sent);
  expect(first).toMatchObject({ reason_code: "other", text: "It is out of date" });
  expect(second).toEqual(first);
});

it("says what happens next, and begins anew with a key of its own", async () => {
  const send = vi.fn<(sent: Sent) => Promise<unknown>>().mockResolvedValue({});
  show(<Form send={send} />);
  for (const words of ["one", "two"]) {
    await open();
    const field = await screen.findByLabelText(/^Details/);
    expect(field).toHaveValue("");
    fireEvent.change(field, { target: { value: words } });
    press("Send");
    expect(await screen.findByText("Thank you.")).toBeInTheDocument();
    press("Close");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  }
  expect(send.mock.calls.map(([sent]) => sent.text)).toEqual(["one", "two"]);
  expect(new Set(send.mock.calls.map(([sent]) => sent.key)).size).toBe(2);
});
