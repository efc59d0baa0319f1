import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { ExportMembers } from "./Export";
import type { MemberFilters } from "./membersPaging";
import { NoteMembers } from "./Notes";

const NONE = {} as MemberFilters;

it("keeps the workbook's address until the browser has fetched it", async () => {
  const columns = [{ id: "alias", title: "Alias", suggested: true, needs_grant: false }];
  serve({
    "GET /api/cases/ABC/members/columns": { body: columns },
    "POST /api/cases/ABC/members/export": { body: {} },
  });
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  const gone = vi.fn();
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:book", revokeObjectURL: gone }));
  show(<ExportMembers reference="ABC" filters={NONE} />);
  fireEvent.click(await screen.findByRole("button", { name: "Export XLSX" }));
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  await waitFor(() => expect(click).toHaveBeenCalledOnce());
  expect(gone).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

it("sends a note again under its own key after the answer was lost", async () => {
  let lost = true;
  const calls = serve({
    "POST /api/cases/ABC/messages": () =>
      lost ? { status: 503, body: { code: "x", detail: "Not now." } } : { status: 201, body: { done: true } },
  });
  show(<NoteMembers reference="ABC" filters={NONE} total={3} />);
  fireEvent.click(await screen.findByRole("button", { name: "Send a note to these" }));
  const send = await screen.findByRole("button", { name: "Send the note" });
  fireEvent.click(send);
  await screen.findByText("Not now.");
  lost = false;
  fireEvent.click(send);
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls[1]?.headers.get("Idempotency-Key")).toBe(calls[0]?.headers.get("Idempotency-Key"));
});
