import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { show } from "~/testing/render";
import { MonthField } from "./MonthField";

function Asked() {
  const [value, set] = useState("");
  return (
    <>
      <MonthField label="When" optional value={value} onChange={set} />
      <output>{value}</output>
    </>
  );
}

describe("A month", () => {
  it("is said by two lists, half of it kept as it is", async () => {
    show(<Asked />);
    const [year, named] = await screen.findAllByRole("combobox");
    if (!year || !named) throw new Error("two lists");
    await userEvent.selectOptions(named, "March");
    expect(screen.getByText("-03")).toBeVisible();
    await userEvent.selectOptions(year, "2024");
    expect(screen.getByText("2024-03")).toBeVisible();
    await userEvent.selectOptions(year, "");
    await userEvent.selectOptions(named, "");
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });
});
