import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { Channel, Channels } from "./Channels";
import { Guide, Guides } from "./Guides";

const CHANNEL = {
  id: "cn-samr-12315",
  name: "12315",
  region: "CN",
  scope: "Consumer complaints",
  takes_joint_letter: false,
  contacts: [],
  required_content: [],
  joint_rule: "One by one.",
  prerequisites: [],
  deadlines: [
    {
      name: "Decides whether to take it",
      limit: 7,
      unit: "working_days",
      starts: "Receipt of the complaint",
      extendable_to: null,
      meaning: null,
    },
    {
      name: "Answers",
      limit: 15,
      unit: "calendar_days",
      starts: null,
      extendable_to: 60,
      meaning: "May change",
    },
    {
      name: "Says so",
      limit: null,
      unit: "promptly",
      starts: "Acceptance",
      extendable_to: null,
      meaning: "At once",
    },
  ],
  conflicts: ["Refused if another body has already taken up the same dispute."],
  cautions: [],
  next: [{ id: "cn-court", name: "People's court" }],
};

const GUIDE = {
  id: "g-one",
  kind: "self_help",
  name: "A guide",
  caution: null,
  steps: ["Do this"],
  escalate_when: null,
  facts: [],
  next_guides: [],
  sources: [],
  as_of: "2026-11-01",
};

function Where() {
  return <output>{useLocation().search}</output>;
}

describe("a channel", () => {
  it("says what it is refused for, from when its limits count, and where to turn next", async () => {
    serve({ "GET /api/reference/channels/cn-samr-12315": { body: CHANNEL } });
    show(<Channel id="cn-samr-12315" above={null} />);
    expect(await screen.findByText(/another body has already taken up/)).toBeVisible();
    const limit = (name: string) => within(screen.getByText(name).parentElement as HTMLElement);
    expect(limit("Decides whether to take it").getByText("7 working days")).toBeVisible();
    expect(
      limit("Decides whether to take it").getByText("Counted from: Receipt of the complaint"),
    ).toBeVisible();
    expect(limit("Answers").getByText("15 days")).toBeVisible();
    expect(limit("Answers").getByText("May be extended to 60 days")).toBeVisible();
    expect(limit("Answers").getByText("May change")).toBeVisible();
    expect(limit("Says so").getByText("At once")).toBeVisible();
    expect(screen.getByRole("link", { name: "People's court" })).toHaveAttribute(
      "href",
      "/en/channels/cn-court",
    );
  });
});

describe("the lists of guides and channels", () => {
  it("keep what is searched for in the address, so that back finds it again", async () => {
    const calls = serve({ "GET /api/reference/guides": { body: [] } });
    show([<Guides key="guides" />, <Where key="where" />], "/en/guides?q=card");
    const field = screen.getByRole("searchbox", { name: "Search the guides" });
    expect(field).toHaveValue("card");
    await vi.waitFor(() => expect(calls.map((call) => call.path)).toContain("/api/reference/guides?q=card"));
    await userEvent.clear(field);
    await userEvent.type(field, "top up");
    expect(field).toHaveValue("top up");
    await vi.waitFor(() => expect(screen.getByText("?q=top+up")).toBeVisible());
    await userEvent.clear(field);
    await vi.waitFor(() => expect(screen.queryByText(/q=/)).toBeNull());
  });

  it("keep the chosen region in the address", async () => {
    const other = { ...CHANNEL, id: "id-ojk", name: "OJK", region: "ID" };
    serve({ "GET /api/reference/channels": { body: [CHANNEL, other] } });
    show([<Channels key="channels" />, <Where key="where" />], "/en/channels?region=ID");
    expect(await screen.findByRole("link", { name: "OJK" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "12315" })).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText("Country or region"), "CN");
    expect(screen.getByRole("link", { name: "12315" })).toBeVisible();
    await vi.waitFor(() => expect(screen.getByText("?region=CN")).toBeVisible());
  });
});

describe("a guide", () => {
  it.each([
    ["a browser", "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36", 1],
    ["the view of another app", "Mozilla/5.0 (Linux; Android 14; K; wv) Version/4.0 Chrome/126.0 Mobile", 0],
    ["WeChat", "Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0.49", 0],
  ])("offers to print where that does something: %s", async (_, agent, buttons) => {
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
    serve({ "GET /api/reference/guides/g-one": { body: GUIDE } });
    show(<Guide id="g-one" above={null} />);
    expect(await screen.findByRole("heading", { level: 1, name: "A guide" })).toBeVisible();
    expect(screen.queryAllByRole("button", { name: "Print" })).toHaveLength(buttons);
  });
});
