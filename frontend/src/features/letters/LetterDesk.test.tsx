import { useQuery } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { answer, api } from "~/api/client";
import { READY_LETTER } from "~/testing/letter";
import { serve, show } from "~/testing/render";
import { LetterDesk } from "./LetterDesk";

const AT = "/api/cases/ABC";
const LETTER = {
  ...READY_LETTER,
  desk: {
    ...READY_LETTER.desk,
    objecting: 1,
    notes: [
      { pseudonym: "A-17", decision: "object", note: "Too soft.", at: "2026-10-30T08:00:00Z" },
      { pseudonym: "B-02", decision: "approve", note: "Good.", at: "2026-10-30T08:00:00Z" },
    ],
  },
};

/** The desk's list of what needs an organizer, asked as its own part asks it. */
function Board() {
  useQuery({
    queryKey: ["desk", "ABC", "board"],
    queryFn: () =>
      answer(api.GET("/api/cases/{reference}/board", { params: { path: { reference: "ABC" } } })),
  });
  return null;
}

it("says of another member's note that they decided, and has the board read anew after a step", async () => {
  const calls = serve({
    [`GET ${AT}/letters/L1`]: { body: LETTER },
    [`GET ${AT}/board`]: { body: [] },
    [`POST ${AT}/letters/L1/seal`]: { body: LETTER },
  });
  show(
    <>
      <LetterDesk reference="ABC" />
      <Board />
    </>,
    "/en/L1",
    "/:lang/:letter",
  );
  fireEvent.click(await screen.findByText("Notes from members"));
  expect(screen.getByText(/A-17/)).toHaveTextContent("A-17 · Objects");
  expect(screen.getByText(/B-02/)).toHaveTextContent("B-02 · Approves");
  expect(screen.queryByText(/You (approved|objected)/)).toBeNull();
  const boards = () => calls.filter((one) => one.path === `${AT}/board`).length;
  const before = boards();
  fireEvent.click(screen.getByRole("button", { name: "Seal the letter" }));
  const dialog = await screen.findByRole("dialog", { name: "Seal this letter for good?" });
  await waitFor(() => expect(dialog).toHaveTextContent("exactly those who approve now: 3."));
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  fireEvent.click(within(dialog).getByRole("button", { name: "Seal the letter" }));
  await waitFor(() => expect(boards()).toBeGreaterThan(before));
});

it("asks before everybody is shown the final letter, which can not be changed from then on", async () => {
  const calls = serve({
    [`GET ${AT}/letters/L1`]: { body: { ...LETTER, state: "closed" } },
    [`POST ${AT}/letters/L1/final-view`]: { body: LETTER },
  });
  show(<LetterDesk reference="ABC" />, "/en/L1", "/:lang/:letter");
  fireEvent.click(await screen.findByRole("button", { name: "Show the final letter" }));
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(dialog).toHaveTextContent("Approving now: 3."));
  expect(calls.filter((one) => one.method === "POST")).toEqual([]);
  fireEvent.click(within(dialog).getByRole("button", { name: "Show the final letter" }));
  await waitFor(() => expect(calls.some((one) => one.path.endsWith("/final-view"))).toBe(true));
});

it("counts the days to the closing on the reader's own calendar", async () => {
  vi.stubEnv("TZ", "Asia/Shanghai");
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-01T16:30:00Z") });
  try {
    serve({ [`GET ${AT}/letters/L1`]: { body: { ...LETTER, state: "draft", closing_on: null } } });
    show(<LetterDesk reference="ABC" />, "/en/L1", "/:lang/:letter");
    const closing = await screen.findByDisplayValue("2026-11-09", {}, { timeout: 3000 });
    expect(closing).toHaveAttribute("min", "2026-11-03");
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
});
