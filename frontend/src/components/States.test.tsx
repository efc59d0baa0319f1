import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Button } from "./Button";
import { Notice } from "./Notice";
import { Empty, Failure, Loading } from "./States";
import { announce, Toasts } from "./Toast";

describe("States", () => {
  it("say that something is coming, missing or broken, and offer the way on", async () => {
    const again = vi.fn();
    render(
      <>
        <Loading />
        <Empty title="Nothing yet">
          <p>Do this</p>
        </Empty>
        <Failure message="No connection" retry={again} />
        <Notice tone="warn" title="Careful" />
      </>,
    );
    expect(screen.getByRole("status")).toHaveTextContent("Loading");
    expect(screen.getByText("Nothing yet")).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent("No connection");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(again).toHaveBeenCalled();
  });
});

describe("Shapes of what is coming", () => {
  it("are as many as asked for, hidden from screen readers, which hear it once", () => {
    const { container } = render(<Loading shape="cards" lines={3} />);
    expect(container.querySelectorAll('[aria-hidden="true"]')).toHaveLength(3);
    expect(screen.getByRole("status")).toHaveTextContent(/^Loading$/);
  });
});

describe("An empty place", () => {
  it("offers what to do", async () => {
    const begin = vi.fn();
    render(<Empty title="Nothing yet" action={<Button onClick={begin}>Begin</Button>} />);
    await userEvent.click(screen.getByRole("button", { name: "Begin" }));
    expect(begin).toHaveBeenCalled();
  });
});

describe("An announcement", () => {
  it("stands in a region that was there before, once, and can be closed", async () => {
    render(<Toasts />);
    const region = screen.getByRole("status", { name: "Announcements" });
    act(() => {
      announce("Saved");
      announce("Saved");
    });
    expect(within(region).getAllByText("Saved")).toHaveLength(1);
    const saved = within(region).getByText("Saved").closest("div") as HTMLElement;
    await userEvent.click(within(saved).getByRole("button", { name: "Close" }));
    expect(within(region).queryByText("Saved")).toBeNull();
  });

  it("goes by itself after some seconds", () => {
    vi.useFakeTimers();
    render(<Toasts />);
    act(() => announce("Copied", "info"));
    expect(screen.getByText("Copied")).toBeInTheDocument();
    act(() => vi.advanceTimersByTime(9000));
    expect(screen.queryByText("Copied")).toBeNull();
    vi.useRealTimers();
  });
});
