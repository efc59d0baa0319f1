import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Dialable, Reach, reachable } from "./Links";

describe("Links to reach somebody", () => {
  it.each([
    ["12378", "tel:12378"],
    ["400-606-5500", "tel:4006065500"],
    ["(855) 411-2372", "tel:8554112372"],
    ["+62 21 131", "tel:+6221131"],
    ["jubao@12377.cn", "mailto:jubao@12377.cn"],
    ["https://www.12315.cn", "https://www.12315.cn"],
    ["010-66001918 ext. 2", null],
    ["12", null],
    ["12345 or 12315", null],
    ["javascript:alert(1)", null],
    ["https://", null],
    ["ask at the counter", null],
  ])("%s leads to %s", (value, href) => {
    expect(reachable(value)).toBe(href);
    render(<Reach value={value} />);
    expect(screen.queryByRole("link")?.getAttribute("href") ?? null).toBe(href);
  });

  it("are in a sentence only where the number stands alone", () => {
    render(<Dialable text="Dial 110, not 1101 nor 2110." number="110" />);
    expect(screen.getByRole("link", { name: "110" })).toHaveAttribute("href", "tel:110");
    expect(document.body).toHaveTextContent("Dial 110, not 1101 nor 2110.");
  });
});
