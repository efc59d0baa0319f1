import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Organizers } from "./Organizers";

const ROW = {
  id: "1",
  case_reference: "C1",
  case_title: "Withdrawals stuck",
  pseudonym: "2HXKQRST",
  role: "organizer",
  vetting: "moderator",
  vetted_by: "moderator",
  vetted_by_me: false,
  vetted_by_pseudonym: null,
  declared_at: "2026-09-01T03:00:00Z",
  appointed_at: "2026-09-02T03:00:00Z",
  last_active_at: "2026-09-02T03:00:00Z",
  idle: true,
};
const FRIEND = { ...ROW, id: "2", role: "co_organizer", vetting: "invited", pseudonym: null, idle: false };
const INVITED = { ...FRIEND, vetted_by: "organizer", vetted_by_pseudonym: "2HXKQRST" };
const OFFER = { ...ROW, id: "3", vetting: "declared", vetted_by: null, appointed_at: null, idle: false };

it("lists who organizes what, how vetted and by whom, and leads to the desk of those appointed only", async () => {
  serve({ "GET /api/moderation/organizers": { body: { items: [ROW, INVITED, OFFER], next_cursor: null } } });
  show(<Organizers />);
  const [first, second, third] = await screen.findAllByRole("article");
  expect(first).toHaveTextContent(/Idle for 30 days.*2HXKQRST.*2 September 2026.*Moderator/);
  expect(second).toHaveTextContent(/not a member of the case.*Organizer 2HXKQRST/i);
  expect(third).not.toHaveTextContent("Members of the case");
  expect(screen.getAllByRole("link", { name: /Members of the case/ })).toHaveLength(2);
});

it("asks the server for one vetting alone, and says when nobody is so", async () => {
  const calls = serve({ "GET /api/moderation/organizers": { body: { items: [], next_cursor: null } } });
  show(<Organizers />);
  expect(await screen.findByText("Nobody.")).toBeVisible();
  fireEvent.change(screen.getByLabelText("Vetting"), { target: { value: "invited" } });
  await waitFor(() => expect(calls.at(-1)?.path).toContain("vetting=invited"));
});

it("ends an appointment with a reason, and nothing that is only an offer", async () => {
  const calls = serve({
    "GET /api/moderation/organizers": { body: { items: [ROW, OFFER], next_cursor: null } },
    "DELETE /api/cases/C1/organizers/1": { body: { done: true } },
  });
  show(<Organizers />);
  const buttons = await screen.findAllByRole("button", { name: /End this appointment/ });
  expect(buttons).toHaveLength(1);
  fireEvent.click(buttons[0] as HTMLElement);
  const asked = within(await screen.findByRole("dialog"));
  expect(asked.getByRole("button", { name: "End it" })).toBeDisabled();
  fireEvent.change(asked.getByLabelText("Reason"), { target: { value: "misused" } });
  fireEvent.click(asked.getByRole("button", { name: "End it" }));
  await waitFor(() =>
    expect(calls.find((one) => one.method === "DELETE")?.path).toBe(
      "/api/cases/C1/organizers/1?reason_code=misused",
    ),
  );
});
