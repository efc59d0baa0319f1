import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { MemberDialog } from "./MemberDialog";

const MEMBER = {
  id: "m1",
  pseudonym: "Otter",
  nickname: null,
  contacts: [],
  granted: [],
  approval: null,
  words: [],
  set_aside: false,
  reports: [{ id: "r1", reference: "REPORT1", state: "incident", evidence_files: 0 }],
};

it("rejects a report only after a reason was chosen, which its author reads", async () => {
  const user = userEvent.setup();
  const calls = serve({
    "GET /api/cases/ABC/members/m1": { body: MEMBER },
    "POST /api/cases/ABC/reports/r1/reject": { body: { done: true } },
  });
  show(<MemberDialog reference="ABC" id="m1" onClose={() => undefined} />);
  const button = await screen.findByRole("button", { name: "Reject" }, { timeout: 10_000 });
  expect(button).toBeDisabled();
  await user.selectOptions(screen.getByLabelText("Reason (its author sees it)"), "wrong_respondent");
  await user.click(button);
  await waitFor(() =>
    expect(calls.find((one) => one.method === "POST")?.body).toEqual({ reason_code: "wrong_respondent" }),
  );
});
