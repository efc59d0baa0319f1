import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { TakeBack } from "./TakeBack";
import { Toasts } from "./Toast";

function Part({ send }: { send: (body: string) => Promise<unknown> }) {
  const act = useMutation<unknown, Error, string>({ mutationFn: send });
  return (
    <TakeBack does="Take back" title="Take it back?" text="It is gone." act={act} body="one" done="Done." />
  );
}

it("is done only after being asked", async () => {
  const send = vi.fn().mockResolvedValue(null);
  show(<Part send={send} />);
  fireEvent.click(screen.getByRole("button", { name: "Take back" }));
  expect(await screen.findByRole("dialog", { name: "Take it back?" })).toHaveTextContent("It is gone.");
  expect(send).not.toHaveBeenCalled();
  const buttons = screen.getAllByRole("button", { name: "Take back" });
  fireEvent.click(buttons[buttons.length - 1] as HTMLElement);
  await waitFor(() => expect(send.mock.calls[0]?.[0]).toBe("one"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

function List({ send }: { send: (body: string) => Promise<unknown> }) {
  const [all, setAll] = useState(["one", "two"]);
  return (
    <>
      <Toasts />
      <section>
        <h2>Offers</h2>
        {all.map((one) => (
          <Card key={one} one={one} send={async () => setAll((await send(one)) as string[])} />
        ))}
      </section>
    </>
  );
}

function Card({ one, send }: { one: string; send: () => Promise<unknown> }) {
  const act = useMutation<unknown, Error, string>({ mutationFn: send, onSuccess: () => pause() });
  return (
    <TakeBack does="Take back" which={one} title="Sure?" text="" act={act} body={one} done="Taken back." />
  );
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

it("says that it is done and stands on the heading, where its own card is gone by then", async () => {
  show(<List send={async () => ["two"]} />);
  const [first] = screen.getAllByRole("button", { name: /Take back/ });
  first?.focus();
  fireEvent.click(first as HTMLElement);
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByRole("button", { name: "Take back" }));
  expect(await screen.findByText("Taken back.")).toBeVisible();
  await waitFor(() => expect(screen.getByRole("heading", { name: "Offers" })).toHaveFocus());
  expect(screen.getAllByRole("button", { name: /Take back/ })).toHaveLength(1);
});
