import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { FormEvent } from "react";
import { describe, expect, it, vi } from "vitest";
import { show } from "~/testing/render";
import { Badge, Bars, Facts, Figure, More, Progress, Timeline } from "./Bits";
import { Button, ButtonLink, DownloadLink } from "./Button";
import { Check, Checks, Choice } from "./Choice";
import { Dialog } from "./Dialog";
import { SelectField, TextBox, TextField } from "./Field";
import { FileDrop } from "./FileDrop";
import { FilePick } from "./FilePick";
import { Page, Section } from "./Layouts";
import { Markdown } from "./Markdown";
import { Table } from "./Table";
import { Tabs } from "./Tabs";

const noop = () => undefined;

describe("A button", () => {
  it("keeps its words and can't be pressed while busy", async () => {
    const press = vi.fn();
    render(
      <Button busy onClick={press}>
        Send
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Send" });
    await userEvent.click(button);
    expect(button).toHaveAttribute("aria-disabled", "true");
    expect(press).not.toHaveBeenCalled();
  });

  it("keeps the focus while busy, and sends a form only once", async () => {
    const send = vi.fn((event: FormEvent) => event.preventDefault());
    const form = (busy: boolean) => (
      <form onSubmit={send}>
        <Button type="submit" busy={busy}>
          Send
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    rerender(form(true));
    await userEvent.keyboard("{Enter}");
    expect(screen.getByRole("button", { name: "Send" })).toHaveFocus();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("may be an address or a download", () => {
    show(
      <>
        <ButtonLink to="/en/report">Tell</ButtonLink>
        <DownloadLink href="/file.csv" newTab>
          CSV
        </DownloadLink>
      </>,
    );
    expect(screen.getByRole("link", { name: "Tell" })).toHaveAttribute("href", "/en/report");
    expect(screen.getByRole("link", { name: "CSV" })).toHaveAttribute("rel", "noopener");
  });
});

describe("A field", () => {
  it("ties label, hint and error to its control", () => {
    render(<TextField label="Amount" hint="Digits" error="Not a number" value="x" onChange={noop} />);
    const input = screen.getByLabelText("Amount");
    expect(input).toHaveAccessibleDescription("Digits Not a number");
    expect(input).toBeInvalid();
    expect(screen.getByRole("alert")).toHaveTextContent("Not a number");
  });

  it("tells what was typed and chosen", async () => {
    const typed = vi.fn();
    const chosen = vi.fn();
    render(
      <>
        <TextBox label="Story" value="" onChange={typed} />
        <SelectField
          label="Area"
          value=""
          onChange={chosen}
          options={[{ value: "a", label: "A" }]}
          placeholder="-"
        />
      </>,
    );
    await userEvent.type(screen.getByLabelText("Story"), "x");
    await userEvent.selectOptions(screen.getByLabelText("Area"), "a");
    expect(typed).toHaveBeenCalledWith("x");
    expect(chosen).toHaveBeenCalledWith("a");
  });

  it("counts letters only near the limit", () => {
    const { rerender } = render(<TextBox label="Story" maxLength={10} value="abc" onChange={noop} />);
    expect(screen.queryByText("3 / 10")).toBeNull();
    rerender(<TextBox label="Story" maxLength={10} value="abcdefghi" onChange={noop} />);
    expect(screen.getByText("9 / 10")).toBeVisible();
  });
});

describe("A choice", () => {
  const options = [
    { value: "a", label: "First", note: "the usual one" },
    { value: "b", label: "Second" },
  ];

  it("is a group of radio buttons that the keyboard can walk", async () => {
    const choose = vi.fn();
    render(<Choice legend="Which?" options={options} value={null} onChange={choose} />);
    const group = screen.getByRole("group", { name: "Which?" });
    expect(within(group).getAllByRole("radio")).toHaveLength(2);
    await userEvent.click(screen.getByText("the usual one"));
    expect(choose).toHaveBeenCalledWith("a");
  });

  it("of several adds and takes away", async () => {
    const change = vi.fn();
    render(<Checks legend="Which?" options={options} values={["a"]} onChange={change} />);
    await userEvent.click(screen.getByLabelText("Second"));
    expect(change).toHaveBeenLastCalledWith(["a", "b"]);
    await userEvent.click(screen.getByText("First"));
    expect(change).toHaveBeenLastCalledWith([]);
  });

  it("of one thing says yes or no", async () => {
    const change = vi.fn();
    render(<Check label="I agree" checked={false} onChange={change} />);
    await userEvent.click(screen.getByRole("checkbox", { name: "I agree" }));
    expect(change).toHaveBeenCalledWith(true);
  });
});

describe("A dialog", () => {
  it("has a name, takes the focus and closes by Escape", async () => {
    const close = vi.fn();
    render(
      <Dialog open onClose={close} title="Withdraw?" actions={<Button>Yes</Button>}>
        <p>Really?</p>
      </Dialog>,
    );
    expect(await screen.findByRole("dialog", { name: "Withdraw?" })).toBeInTheDocument();
    await userEvent.keyboard("{Escape}");
    expect(close).toHaveBeenCalled();
  });
});

describe("Files", () => {
  it("are handed over as they were picked", async () => {
    const take = vi.fn();
    const { container } = render(<FileDrop label="Add" accept="image/png" onFiles={take} />);
    const input = container.querySelector("input");
    if (!input) throw new Error("no input");
    await userEvent.upload(input, new File(["x"], "a.png", { type: "image/png" }));
    expect(take.mock.calls[0]?.[0][0].name).toBe("a.png");
  });
});

describe("A table", () => {
  it("has a name, headers and a cell for each value", () => {
    render(
      <Table
        caption="Members"
        rows={[{ id: "1", n: 3 }]}
        rowKey={(row) => row.id}
        columns={[{ id: "n", title: "Reports", cell: (row) => row.n, end: true }]}
      />,
    );
    const region = screen.getByRole("region", { name: "Members" });
    expect(within(region).getByRole("columnheader", { name: "Reports" })).toBeVisible();
    expect(within(region).getByRole("cell", { name: "3" })).toBeVisible();
  });
});

describe("Small things", () => {
  it("never show a number without its caption, nor an empty fact", () => {
    render(
      <>
        <Figure value="312" caption="people" />
        <Badge tone="good">Checked</Badge>
        <Facts
          items={[
            { name: "Area", value: "Bali" },
            { name: "Ticket", value: null },
          ]}
        />
        <Progress value={0.5} label="Upload" />
        <Bars items={[{ label: "March", value: 12, shown: "at least 12" }]} />
        <Timeline items={[{ id: "1", when: "Today", title: "Sent" }]} />
        <More summary="How counted">words</More>
      </>,
    );
    expect(screen.getByText("312").parentElement).toHaveTextContent("312people");
    expect(screen.queryByText("Ticket")).toBeNull();
    expect(screen.getByRole("progressbar", { name: "Upload" })).toHaveAttribute("aria-valuenow", "50");
    expect(screen.getByText("at least 12")).toBeVisible();
    expect(screen.getByText("Sent")).toBeVisible();
  });

  it("mark the part one is in", () => {
    show(<Tabs label="Parts" items={[{ to: "/en/me", label: "Reports" }]} />, "/en/me");
    expect(screen.getByRole("link", { name: "Reports" })).toHaveAttribute("aria-current", "page");
  });

  it("name the window without what others must not read", () => {
    show(
      <Page title="Case of a named company" tab="Case">
        <Section title="Part">words</Section>
      </Page>,
    );
    expect(document.title).toBe("Case · Joinder");
    expect(screen.getByRole("heading", { level: 2, name: "Part" })).toBeVisible();
  });

  it("render plain Markdown and no foreign address", () => {
    render(
      <Markdown
        text={"# Terms\n\n## One\n\nIs **bold** and [here](/en/terms) and [x](javascript:1).\n\n- a\n- b"}
      />,
    );
    expect(screen.getByRole("heading", { name: "One" })).toBeVisible();
    expect(screen.getAllByRole("listitem")).toHaveLength(2);
    expect(screen.getAllByRole("link")).toHaveLength(1);
  });
});

describe("FilePick", () => {
  it("opens a chooser, or the camera for one picture", async () => {
    const onFiles = vi.fn();
    render(<FilePick label="Take a photo" accept="image/*" camera onFiles={onFiles} />);
    expect(screen.getByRole("button", { name: "Take a photo" })).toBeVisible();
    const input = document.querySelector("input[type=file]") as HTMLInputElement;
    expect(input).toHaveAttribute("capture", "environment");
    expect(input.multiple).toBe(false);
    const file = new File(["x"], "a.png", { type: "image/png" });
    await userEvent.upload(input, file);
    expect(onFiles).toHaveBeenCalledWith([file]);
    expect(input.value).toBe("");
  });
});
