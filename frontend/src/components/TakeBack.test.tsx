import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { TakeBack } from "./TakeBack";

function Part({ send }: { send: (body: string) => Promise<unknown> }) {
  const act = useMutation<unknown, Error, string>({ mutationFn: send });
  return <TakeBack does="Take back" title="Take it back?" text="It is gone." act={act} body="one" />;
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
