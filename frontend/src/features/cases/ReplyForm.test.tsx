import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { ReplyForm } from "./ReplyForm";

const BACK = {
  id: "r1",
  category: "declines",
  text: "Mr Li is wrong.",
  reason_code: "personal_data",
  note: "Please leave the name out.",
  returned_at: "2026-11-02T08:00:00Z",
};

describe("A company's reply that was sent back", () => {
  it("is shown to its representative with the reason, and mended without typing it again", async () => {
    const calls = serve({
      "GET /api/cases/ABCD/replies/returned": { body: [BACK] },
      "POST /api/cases/ABCD/replies": { status: 201, body: { id: "r2" } },
    });
    show(<ReplyForm reference="ABCD" />);
    expect(await screen.findByText(/it contains personal data/)).toBeVisible();
    expect(screen.getByText(BACK.note)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Mend this one" }));
    const box = screen.getByRole("textbox");
    expect(box).toHaveValue(BACK.text);
    await userEvent.clear(box);
    await userEvent.paste("The claim is wrong.");
    await userEvent.click(screen.getByRole("button", { name: "Submit" }));
    expect(calls.find((one) => one.method === "POST")?.body).toEqual({
      category: "declines",
      text: "The claim is wrong.",
    });
  });
});
