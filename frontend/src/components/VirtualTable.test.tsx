import { render, screen } from "@testing-library/react";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { VirtualTable } from "./VirtualTable";

const columns = [{ id: "n", title: "Number", cell: (row: { n: number }) => `row ${row.n}` }];

describe("A long table", () => {
  beforeAll(() => {
    for (const side of ["clientHeight", "clientWidth"])
      Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 600 });
  });

  it("draws only what is in sight, says how long it is, and asks for the rows in sight", () => {
    const asked = vi.fn();
    render(
      <VirtualTable caption="Many" columns={columns} count={10_000} rowAt={(n) => ({ n })} onRange={asked} />,
    );
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "10001");
    const drawn = screen.getAllByText(/^row /);
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThan(60);
    const [first, last] = asked.mock.lastCall ?? [];
    expect(first).toBe(0);
    expect(last).toBeGreaterThan(5);
    expect(last).toBeLessThan(drawn.length - 1);
  });

  it("says while it still shows an earlier answer, and starts each question at its top", () => {
    const draw = (question: string, waiting: boolean) => (
      <VirtualTable
        caption="Many"
        columns={columns}
        count={10_000}
        rowAt={(n) => ({ n })}
        onRange={vi.fn()}
        question={question}
        waiting={waiting}
      />
    );
    const { rerender } = render(draw("all", false));
    const box = screen.getByRole("region");
    box.scrollTop = 5_000;
    rerender(draw("all", false));
    expect(box.scrollTop).toBe(5_000);
    rerender(draw("checked", true));
    expect(box.scrollTop).toBe(0);
    expect(screen.getByRole("table")).toHaveAttribute("aria-busy", "true");
    rerender(draw("checked", false));
    expect(screen.getByRole("table")).not.toHaveAttribute("aria-busy");
  });

  it("keeps a place for rows on their way", () => {
    render(
      <VirtualTable caption="Few" columns={columns} count={2} rowAt={() => undefined} onRange={vi.fn()} />,
    );
    const busy = screen.getAllByRole("row").filter((row) => row.getAttribute("aria-busy") === "true");
    expect(busy).toHaveLength(2);
  });
});
