import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Problem } from "~/api/problem";
import { FirstFailure, MoreButton } from "./MoreButton";

const page = (hasNextPage: boolean, isFetchingNextPage = false) => ({
  hasNextPage,
  isFetchingNextPage,
  isFetchNextPageError: false,
  error: null as Error | null,
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

it("says that the next page did not come, and asks for it again", async () => {
  const found = {
    ...page(true),
    isFetchNextPageError: true,
    error: new Problem(503, "x", "Come back later."),
  };
  const { rerender } = render(<MoreButton found={found} />);
  expect(screen.getByRole("alert")).toHaveTextContent("Come back later.");
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(found.fetchNextPage).toHaveBeenCalledOnce();
  rerender(<MoreButton found={{ ...page(true, true), error: null }} />);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says that the list could not be read, but nothing of a next page that did not come", async () => {
  const found = {
    isError: true,
    isFetchNextPageError: false,
    error: new Problem(503, "x", "Come back later."),
  };
  const refetch = vi.fn();
  const { container, rerender } = render(<FirstFailure found={{ ...found, refetch }} />);
  expect(screen.getByRole("alert")).toHaveTextContent("Come back later.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(refetch).toHaveBeenCalledOnce();
  rerender(<FirstFailure found={{ ...found, isFetchNextPageError: true, refetch }} />);
  expect(container).toBeEmptyDOMElement();
});
