import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { type Call, serve, show } from "~/testing/render";
import type { ImportPreview } from "./queries";
import { SheetPreview } from "./SheetPreview";

const column = (name: string, field: string | null) => ({
  column: name,
  field,
  how: field && "header",
  refused: null,
  sample: [],
});
const tab = (name: string) => ({
  name,
  rows: 2,
  columns: [column("Who", "name"), column("Sum", "amount"), column("Tale", "text")],
});
const SHEET = { reference: "B1", file_name: "group.xlsx", rows: 4, notes: [], currency: "CNY" };
const READ = { ...SHEET, tabs: [tab("May"), tab("June")] } as unknown as ImportPreview;
const AGAIN = "POST /api/cases/ABCD/imports/B1/preview";

function Holder({ first }: { first: ImportPreview }) {
  const [preview, setPreview] = useState(first);
  return <SheetPreview reference="ABCD" preview={preview} onChange={setPreview} onDone={() => {}} />;
}

/** A server that reads the columns as it is told, and guesses the others from their names. */
function reads(call: Call) {
  const { map, tab: only } = call.body as { map: Record<string, string>; tab: string | null };
  const out = (map.ignore ?? "").split("|");
  const tabs = READ.tabs.filter((one) => !only || one.name === only);
  const read = (one: { column: string; field?: string | null }) =>
    out.includes(one.column) ? { ...one, field: null } : one;
  return { body: { ...READ, tabs: tabs.map((one) => ({ ...one, columns: one.columns.map(read) })) } };
}

const last = (calls: Call[]) => calls.at(-1)?.body as { map: Record<string, string> };

it("leaves out as many columns as are said not to be imported, until one is said to be", async () => {
  const calls = serve({ [AGAIN]: reads });
  show(<Holder first={READ} />);
  const choose = async (name: string, label: string) => {
    const [at] = await screen.findAllByLabelText<HTMLSelectElement>(name);
    if (!at) return;
    const option = within(at).getByRole<HTMLOptionElement>("option", { name: label });
    fireEvent.change(at, { target: { value: option.value } });
  };
  await choose("Sum", "Not imported");
  await waitFor(() => expect(last(calls).map).toEqual({ ignore: "Sum" }));
  await waitFor(() => expect(screen.getAllByLabelText("Sum")[0]).toHaveValue(""));
  await choose("Tale", "Not imported");
  await waitFor(() => expect(last(calls).map).toEqual({ ignore: "Sum|Tale" }));
  await choose("Sum", "Order number");
  await waitFor(() => expect(last(calls).map).toEqual({ ignore: "Tale", order: "Sum" }));
});

it("keeps all tabs to choose from after one was chosen", async () => {
  serve({ [AGAIN]: reads });
  show(<Holder first={READ} />);
  fireEvent.change(await screen.findByLabelText("Tab"), { target: { value: "June" } });
  await waitFor(() => expect(screen.queryByText("May (2 rows)")).toBeNull());
  const names = within(screen.getByLabelText("Tab")).getAllByRole("option");
  expect(names.map((one) => one.textContent)).toEqual(["All", "May", "June"]);
});

it("shows the currency that the sheet is read in, and offers no other way to have none", async () => {
  serve({});
  show(<Holder first={READ} />);
  const box = await screen.findByLabelText<HTMLSelectElement>("Amounts without a currency are in");
  expect(box.value).toBe("CNY");
  expect(within(box).queryByRole("option", { name: "Not sure" })).toBeNull();
});

const other = {
  ...tab("July"),
  columns: [column("Who", "name"), column("Paid", "amount"), column("Lost", null), column("Tale", "text")],
};
const MIXED = { ...READ, tabs: [tab("May"), other] } as unknown as ImportPreview;
const said = async (name: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(name), { target: { value } });

it("states no column of another tab once one tab is read alone", async () => {
  const calls = serve({ [AGAIN]: { body: MIXED } });
  show(<Holder first={MIXED} />);
  await said("Sum", "order");
  await waitFor(() => expect(calls).toHaveLength(1));
  await waitFor(() => expect(screen.getByLabelText("Tab")).toBeEnabled());
  await said("Lost", "ticket");
  await waitFor(() => expect(last(calls).map).toEqual({ order: "Sum", ticket: "Lost" }));
  await said("Tab", "July");
  await waitFor(() => expect(calls.at(-1)?.body).toMatchObject({ tab: "July" }));
  expect(last(calls).map).toEqual({ ticket: "Lost" });
});

it("reads one field from a column of each tab, and from one column within a tab", async () => {
  const calls = serve({ [AGAIN]: { body: MIXED } });
  show(<Holder first={MIXED} />);
  await said("Sum", "order");
  await waitFor(() => expect(calls).toHaveLength(1));
  await said("Paid", "order");
  await waitFor(() => expect(last(calls).map).toEqual({ order: "Sum|Paid" }));
  await said("Lost", "order");
  await waitFor(() => expect(last(calls).map).toEqual({ order: "Sum|Lost" }));
});

it("shows what holds after a refused reading, and imports nothing until it is read again", async () => {
  let refused = true;
  const calls = serve({
    [AGAIN]: () => (refused ? { status: 422, body: { code: "x", detail: "No such tab." } } : { body: READ }),
  });
  show(<Holder first={READ} />);
  await said("Tab", "June");
  expect(await screen.findByText("No such tab.")).toBeVisible();
  expect(screen.getByLabelText("Tab")).toHaveValue("");
  fireEvent.change(screen.getByLabelText(/How did the members agree/), { target: { value: "A notice." } });
  expect(screen.getByRole("button", { name: "Import" })).toBeDisabled();
  refused = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Import" })).toBeEnabled());
  expect(calls.at(-1)?.body).toMatchObject({ tab: null });
});

it("asks again for what was chosen when the connection failed", async () => {
  let down = true;
  const calls = serve({
    [AGAIN]: (call) => (down ? { status: 503, body: { code: "x", detail: "Not now." } } : reads(call)),
  });
  show(<Holder first={READ} />);
  await said("Tab", "June");
  expect(await screen.findByText("Not now.")).toBeVisible();
  down = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("May (2 rows)")).toBeNull());
  expect(calls.at(-1)?.body).toMatchObject({ tab: "June" });
  expect(screen.getByLabelText("Tab")).toHaveValue("June");
});
