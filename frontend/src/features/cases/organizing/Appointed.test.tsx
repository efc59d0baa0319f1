import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Appointed } from "./Appointed";
import { InviteCoOrganizer } from "./InviteCoOrganizer";

const me = {
  id: "o1",
  role: "organizer",
  vetting: "moderator",
  appointed: true,
  is_me: true,
  pseudonym: "M1AA",
};
const friend = { ...me, id: "o2", role: "co_organizer", vetting: "invited", is_me: false, pseudonym: "M2BB" };
const rival = { ...me, id: "o3", appointed: false, is_me: false };

it("lets the organizer end who helps, and step down", async () => {
  const calls = serve({
    "GET /api/cases/ABC/organizers": { body: [me, friend, rival] },
    "DELETE /api/cases/ABC/organizers/o1": { body: { done: true } },
    "DELETE /api/cases/ABC/organizers/o2": { body: { done: true } },
  });
  show(<Appointed reference="ABC" />);
  fireEvent.click(await screen.findByRole("button", { name: /^End this appointment/ }, { timeout: 10_000 }));
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
  expect(screen.queryByRole("button", { name: /^End this appointment/ })).toBeNull();
});

it("tells two co-organizers apart by their alias, and those without one by number", async () => {
  const outside = { ...friend, pseudonym: null };
  serve({
    "GET /api/cases/ABC/organizers": {
      body: [
        me,
        friend,
        { ...friend, id: "o4", pseudonym: "M4DD" },
        { ...outside, id: "o5" },
        { ...outside, id: "o6" },
      ],
    },
  });
  show(<Appointed reference="ABC" />);
  expect(await screen.findByText("Organizer · M1AA")).toBeVisible();
  for (const name of ["M2BB", "M4DD", "1", "2"]) {
    expect(screen.getAllByText(`Co-organizer · ${name}`)[0]).toBeVisible();
    expect(
      screen.getByRole("button", { name: new RegExp(`^End this appointment.*· ${name}$`) }),
    ).toBeVisible();
  }
});

it("offers the invitation of a co-organizer to the organizer alone", async () => {
  const body = [me, friend];
  const calls = serve({ "GET /api/cases/ABC/organizers": () => ({ body }) });
  show(<InviteCoOrganizer reference="ABC" />);
  expect(await screen.findByRole("button", { name: "Make an invitation link" })).toBeVisible();
  cleanup();
  body.splice(0, 2, { ...me, is_me: false }, { ...friend, is_me: true });
  show(<InviteCoOrganizer reference="ABC" />);
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(await screen.findByText("Only the organizer invites co-organizers.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Make an invitation link" })).toBeNull();
});
