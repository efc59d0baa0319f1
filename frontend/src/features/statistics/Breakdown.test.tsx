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
});
