import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { EditCase } from "./EditCase";

const CASE = {
  title: "Withdrawals stuck",
  summary: "Nobody is paid.",
  published_at: null,
  relation: "organizer",
};

it("lets the organizer change the case's words before it was published", async () => {
  const calls = serve({
    "GET /api/cases/ABC": { body: CASE },
    "PATCH /api/cases/ABC": { body: { done: true } },
  });
  show(<EditCase reference="ABC" />);
  fireEvent.change(await screen.findByLabelText("Title", {}, { timeout: 10_000 }), {
    target: { value: "Withdrawals stuck for weeks" },
  });
  fireEvent.click(screen.getByRole("button", { name: "Save the edit" }));
  await waitFor(() =>
    expect(calls.find((one) => one.method === "PATCH")?.body).toEqual({
      title: "Withdrawals stuck for weeks",
      summary: "Nobody is paid.",
    }),
  );
});

it("offers nothing once it was published", async () => {
  const calls = serve({
    "GET /api/cases/ABC": { body: { ...CASE, published_at: "2026-11-02T08:00:00Z" } },
  });
  show(<EditCase reference="ABC" />);
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(screen.queryByLabelText("Title")).toBeNull();
});
