import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { CopyField } from "./CopyField";

describe("A text to take along", () => {
  it("is copied by one press, and only then said to be", async () => {
    const user = userEvent.setup();
    const { rerender } = render(<CopyField label="Link" value="https://example.org/a" />);
    expect(screen.getByRole("textbox", { name: "Link" })).toHaveValue("https://example.org/a");
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await navigator.clipboard.readText()).toBe("https://example.org/a");
    expect(screen.getByRole("button", { name: "Copied" })).toBeVisible();
    rerender(<CopyField label="Link" value="https://example.org/b" />);
    expect(await screen.findByRole("button", { name: "Copy" })).toBeVisible();
  });

  it("is selected to copy by hand where the browser refuses, and never said to be copied", async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    document.execCommand = vi.fn(() => false);
    render(<CopyField label="Take the text" value="a long text" folded />);
    expect(screen.queryByRole("textbox")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Take the text" }));
    expect(await screen.findByText(/copy it by hand/)).toBeVisible();
    expect(screen.queryByText("Copied")).toBeNull();
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Take the text" });
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("a long text");
    document.execCommand = vi.fn(() => true);
    await user.click(screen.getByRole("button", { name: "Take the text" }));
    expect(await screen.findByRole("button", { name: "Copied" })).toBeVisible();
  });
});
