import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { GroupTexts } from "./GroupTexts";

describe("A text for the group's chat", () => {
  it("is checked, then copied by a press of its own, and never said to be copied when it was not", async () => {
    const user = userEvent.setup();
    serve({ "POST /api/cases/ABCD/group-texts/check": { body: { findings: [] } } });
    show(<GroupTexts reference="ABCD" />);
    await user.click(await screen.findByRole("button", { name: "Texts for the group" }));
    await user.click(await screen.findByRole("button", { name: "Check" }));
    expect(await screen.findByText(/you can copy it now/)).toBeVisible();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    document.execCommand = vi.fn(() => false);
    await user.click(screen.getByRole("button", { name: "Words" }));
    expect(await screen.findByText(/copy it by hand/)).toBeVisible();
    expect(screen.queryByText("Copied")).toBeNull();
  });

  it("stays as it was edited when the dialog is closed and opened again", async () => {
    const user = userEvent.setup();
    serve({});
    show(<GroupTexts reference="ABCD" />);
    await user.click(await screen.findByRole("button", { name: "Texts for the group" }));
    const words = () => screen.findByRole("textbox", { name: "Words" });
    await user.clear(await words());
    await user.type(await words(), "Our own words");
    await user.click(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);
    await user.click(await screen.findByRole("button", { name: "Texts for the group" }));
    expect(await words()).toHaveValue("Our own words");
  });
});
