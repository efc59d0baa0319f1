import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import type { MemberDetail } from "./queries";
import { SetAside } from "./SetAside";

const DECISION = {
  id: "d1",
  reason_code: "coordinated",
  reason: "Three alike.",
  at: "2026-11-02T08:00:00Z",
  appealed: false,
  decided_by_me: true,
};
const MEMBER: MemberDetail = {
  id: "m1",
  pseudonym: "M7Q2",
  nickname: null,
  granted: [],
  set_aside: true,
  evidence_checked: false,
  approval: null,
  reports: [],
  contacts: [],
  words: [],
  decision: DECISION,
};
const STAFF = { "GET /api/sign-in": { body: { signed_in: true, roles: ["moderator"] } } };

it("counts a person again who was set aside by mistake, with a reason", async () => {
  const calls = serve({ ...STAFF, "POST /api/moderation/appeals/d1": { body: {} } });
  show(<SetAside reference="ABCD" member={MEMBER} />);
  expect(await screen.findByText("Three alike.")).toBeVisible();
  expect(screen.getByText("Coordinated")).toBeVisible();
  const lift = screen.getByRole("button", { name: "Count them again" });
  expect(lift).toBeDisabled();
  fireEvent.change(screen.getByLabelText("Reason"), { target: { value: "The wrong person." } });
  fireEvent.click(lift);
  await waitFor(() => expect(calls.find((one) => one.method === "POST")).toBeDefined());
  expect(calls.find((one) => one.method === "POST")).toMatchObject({
    path: "/api/moderation/appeals/d1",
    body: { restore: true, reason: "The wrong person." },
  });
});

it("leaves an appealed decision to another reviewer and says so", async () => {
  serve(STAFF);
  show(<SetAside reference="ABCD" member={{ ...MEMBER, decision: { ...DECISION, appealed: true } }} />);
  expect(await screen.findByText(/another reviewer/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Count them again" })).toBeNull();
});
