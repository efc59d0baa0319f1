import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve, show } from "~/testing/render";
import { Imports } from "./Imports";

const URL = "/api/cases/ABCD/imports";
const BATCH = {
  reference: "B1",
  file_name: "group.csv",
  agreed: "notice",
  state: "done",
  rows: 2,
  done: 2,
  numbers: null,
  has_file: false,
  has_rejects: false,
  has_link: true,
  created_at: "2026-11-02T08:00:00Z",
  finished_at: null,
};
const person = (id: string, name: string) => ({ id, name, nickname: null, rows: 1, claimed: false });
const PEOPLE = { items: [person("p1", "Ann"), person("p2", "Bea")], next_cursor: null };
const CLAIM = { id: "c1", name: "Bea B.", amount: "40", happened: "", order: "", proposed: null };
const batches = (...items: object[]) => ({ [`GET ${URL}`]: { body: { items, next_cursor: null } } });

it("shows the imports of before page by page", async () => {
  const second = { ...BATCH, reference: "B2", file_name: "older.csv" };
  serve({
    [`GET ${URL}`]: ({ path }) => ({
      body: path.includes("cursor=next")
        ? { items: [second], next_cursor: null }
        : { items: [BATCH], next_cursor: "next" },
    }),
    [`GET ${URL}/B1/claims`]: { body: [] },
    [`GET ${URL}/B2/claims`]: { body: [] },
  });
  show(<Imports reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Show more" }, { timeout: 10_000 }));
  expect(await screen.findByText("older.csv")).toBeInTheDocument();
  expect(screen.getByText("group.csv")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

it("asks before a new claim link ends the one that was posted", async () => {
  const calls = serve({
    ...batches(BATCH),
    [`GET ${URL}/B1/claims`]: { body: [] },
    [`POST ${URL}/B1/link`]: { status: 201, body: { url: "https://joinder.example/en/claim#new" } },
  });
  show(<Imports reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Make a new claim link" }));
  expect(await screen.findByText(/stops working at once/)).toBeVisible();
  expect(calls.some((one) => one.method === "POST")).toBe(false);
  fireEvent.click(screen.getByRole("button", { name: "End it and make a new one" }));
  expect(await screen.findByDisplayValue("https://joinder.example/en/claim#new")).toBeVisible();
});

it("lets the organizer say whose row a claim is when it was not found", async () => {
  const calls = serve({
    ...batches(BATCH),
    [`GET ${URL}/B1/claims`]: { body: [{ ...CLAIM, created_at: "2026-11-02T08:00:00Z" }] },
    [`GET ${URL}/B1/people`]: { body: PEOPLE },
    [`POST ${URL}/B1/claims/c1`]: { body: { done: true } },
  });
  show(<Imports reference="ABCD" />);
  expect(await screen.findByRole("button", { name: "It is this person" })).toBeDisabled();
  fireEvent.click(screen.getByRole("button", { name: "Find the person in the sheet" }));
  fireEvent.change(await screen.findByLabelText("Find by name"), { target: { value: "Bea" } });
  await waitFor(() => expect(calls.at(-1)?.path).toContain("find=Bea"));
  fireEvent.click(await screen.findByRole("button", { name: "Choose: Bea" }));
  fireEvent.click(screen.getByRole("button", { name: "It is this person" }));
  await waitFor(() => expect(calls.find((one) => one.method === "POST")).toBeDefined());
  expect(calls.find((one) => one.method === "POST")?.body).toEqual({ confirmed: true, person_id: "p2" });
});

it("erases a person who asked, after asking once more", async () => {
  const calls = serve({
    ...batches({ ...BATCH, has_link: false }),
    [`GET ${URL}/B1/people`]: { body: PEOPLE },
    [`DELETE ${URL}/B1/people/p1`]: { body: { done: true } },
  });
  show(<Imports reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Who the sheet names" }));
  fireEvent.click(await screen.findByRole("button", { name: "Erase: Ann" }));
  expect(calls.some((one) => one.method === "DELETE")).toBe(false);
  fireEvent.click(await screen.findByRole("button", { name: "Erase for good" }));
  await waitFor(() => expect(calls.some((one) => one.path === `${URL}/B1/people/p1`)).toBe(true));
});

it("goes on with a sheet that was never run", async () => {
  const read = { ...BATCH, state: "preview", has_file: true, has_link: false };
  const preview = { ...read, tabs: [], notes: [], currency: "CNY" };
  serve({ ...batches(read), [`POST ${URL}/B1/preview`]: { body: preview } });
  show(<Imports reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Go on" }));
  expect(await screen.findByText("How group.csv will be read")).toBeVisible();
});

it("says that the file of a sheet left too long is gone, instead of a way that leads nowhere", async () => {
  serve(batches({ ...BATCH, state: "preview", has_file: false, has_link: false }));
  show(<Imports reference="ABCD" />);
  expect(await screen.findByText(/no longer kept. Upload it again/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Go on" })).toBeNull();
});

it("runs a sheet once though the answer was lost, and follows what began all the same", async () => {
  let begun = false;
  const read = { ...BATCH, state: "preview", has_file: true, has_link: false };
  const calls = serve({
    [`GET ${URL}`]: () => ({
      body: { items: [{ ...read, state: begun ? "queued" : "preview" }], next_cursor: null },
    }),
    [`POST ${URL}/B1/preview`]: { body: { ...read, tabs: [], notes: [], currency: "CNY" } },
    [`POST ${URL}/B1/run`]: () => {
      const lost = !begun;
      begun = true;
      return lost ? { status: 503, body: {} } : { status: 202, body: { ...read, state: "queued" } };
    },
  });
  show(<Imports reference="ABCD" />);
  fireEvent.click(await screen.findByRole("button", { name: "Go on" }));
  fireEvent.change(await screen.findByLabelText(/How did the members agree/), {
    target: { value: "A notice." },
  });
  fireEvent.click(screen.getByRole("button", { name: "Import" }));
  expect(await screen.findByText("Queued")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(screen.queryByText(/will be read/)).toBeNull());
  const keys = calls
    .filter((one) => one.path.endsWith("/run"))
    .map((one) => one.headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});
