import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Appointed } from "./Appointed";

const me = { id: "o1", role: "organizer", vetting: "moderator", appointed: true, is_me: true };
const friend = { id: "o2", role: "co_organizer", vetting: "invited", appointed: true, is_me: false };
const rival = { ...me, id: "o3", appointed: false, is_me: false };

it("lets the organizer end who helps, and step down", async () => {
  const calls = serve({
    "GET /api/cases/ABC/organizers": { body: [me, friend, rival] },
    "DELETE /api/cases/ABC/organizers/o1": { body: { done: true } },
    "DELETE /api/cases/ABC/organizers/o2": { body: { done: true } },
  });
  show(<Appointed reference="ABC" />);
  fireEvent.click(await screen.findByRole("button", { name: "End this appointment" }, { timeout: 10_000 }));
  const asked = within(await screen.findByRole("dialog"));
  fireEvent.change(asked.getByLabelText("Reason"), { target: { value: "left" } });
  fireEvent.click(asked.getByRole("button", { name: "End it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  fireEvent.click(screen.getByRole("button", { name: "Step down" }));
  fireEvent.click(await screen.findByRole("button", { name: "Yes, step down" }));
  await waitFor(() =>
    expect(calls.filter((one) => one.method === "DELETE").map((one) => one.path)).toEqual([
      "/api/cases/ABC/organizers/o2?reason_code=left",
      "/api/cases/ABC/organizers/o1",
    ]),
  );
});

it("lets a co-organizer end nothing but their own appointment", async () => {
  serve({
    "GET /api/cases/ABC/organizers": {
      body: [
        { ...me, is_me: false },
        { ...friend, is_me: true },
      ],
    },
  });
  show(<Appointed reference="ABC" />);
  expect(await screen.findByRole("button", { name: "Step down" }, { timeout: 10_000 })).toBeVisible();
  expect(screen.queryByRole("button", { name: "End this appointment" })).toBeNull();
});
