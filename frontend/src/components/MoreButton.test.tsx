import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { MoreButton } from "./MoreButton";

const page = (hasNextPage: boolean, isFetchingNextPage = false) => ({
  hasNextPage,
  isFetchingNextPage,
  fetchNextPage: vi.fn(),
});

it("asks for the next page, under its own words where they are given", async () => {
  const found = page(true);
  const { rerender } = render(<MoreButton found={found} />);
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(found.fetchNextPage).toHaveBeenCalledOnce();
  rerender(<MoreButton found={found} label="Earlier entries" small />);
  expect(screen.getByRole("button", { name: "Earlier entries" })).toBeVisible();
});

it("takes no second click while a page is on its way, and is gone after the last", () => {
  const { container, rerender } = render(<MoreButton found={page(true, true)} />);
  expect(screen.getByRole("button")).toHaveAttribute("aria-busy", "true");
  rerender(<MoreButton found={page(false)} />);
  expect(container).toBeEmptyDOMElement();
});
