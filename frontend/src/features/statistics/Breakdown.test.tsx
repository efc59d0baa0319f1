import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Breakdown, type Dimension } from "./Breakdown";

describe("a breakdown", () => {
  beforeEach(() => {
    serve({});
  });

  it.each<[Dimension, string]>([
    ["month", "2026-03"],
    ["area", "CN-GD"],
    ["amount", "CNY 100-1000"],
  ])("by %s says in words that people did not state it", async (dimension, cell) => {
    const cells = [
      { cell, value: 36 },
      { cell: "unknown", value: 12 },
    ];
    show(<Breakdown dimension={dimension} cells={cells} exact />);
    expect((await screen.findAllByText("Not stated")).length).toBeGreaterThan(0);
    expect(screen.queryByText("unknown")).toBeNull();
  });

  it("by area says on the tile too whether a number is the least it can be", () => {
    const cells = [
      { cell: "CN-GD", value: 30 },
      { cell: "ID", value: 20 },
    ];
    const { unmount } = show(<Breakdown dimension="area" cells={cells} />);
    expect(screen.getByText("30+")).toBeInTheDocument();
    expect(screen.queryByText("30")).toBeNull();
    expect(screen.getAllByText("at least 20").length).toBeGreaterThan(1);
    unmount();
    show(<Breakdown dimension="area" cells={cells} exact />);
    expect(screen.getAllByText("30").length).toBeGreaterThan(1);
    expect(screen.queryByText("30+")).toBeNull();
  });

  it("leads on from each row where there is a page about it", () => {
    const cells = [
      { cell: "kite", value: 36 },
      { cell: "unknown", value: 12 },
    ];
    show(<Breakdown dimension="company" cells={cells} linkTo={(cell) => `/en/companies/${cell}`} />);
    const links = screen.getAllByRole("link", { name: "kite", hidden: true });
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "/en/companies/kite",
      "/en/companies/kite",
    ]);
    expect(screen.getAllByRole("link", { hidden: true })).toHaveLength(2);
  });
});
