import { act, fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { OwnEvidence } from "./OwnEvidence";

/** The browser's own way of sending, at a pace the test sets. */
class Sending {
  static last: Sending;
  upload: { onprogress?: (event: object) => void } = {};
  onload?: () => void;
  status = 0;
  response: unknown = null;
  constructor() {
    Sending.last = this;
  }
  open() {}
  setRequestHeader() {}
  send() {}
  tell(share: number) {
    this.upload.onprogress?.({ lengthComputable: true, loaded: share, total: 1 });
  }
  arrive() {
    this.status = 201;
    this.onload?.();
  }
}

it("reads out in few steps how far a file has come, and that it arrived", async () => {
  serve({ "GET /api/me/reports/r1/evidence": { body: [] } });
  vi.stubGlobal("XMLHttpRequest", Sending);
  show(<OwnEvidence reportId="r1" />);
  const input = await screen.findByLabelText(/^Add screenshots/, { selector: "input" }, { timeout: 10_000 });
  fireEvent.change(input, { target: { files: [new File(["x"], "chat.png", { type: "image/png" })] } });
  const said = (await screen.findAllByText(/^chat\.png/))
    .map((one) => one.closest("[role=status]"))
    .find(Boolean);
  expect(said).toHaveTextContent("chat.png Uploading 0%");
  act(() => Sending.last.tell(0.3));
  expect(said).toHaveTextContent("chat.png Uploading 25%");
  act(() => Sending.last.tell(0.44));
  expect(said).toHaveTextContent("chat.png Uploading 25%");
  await act(async () => Sending.last.arrive());
  expect(said).toHaveTextContent("Files uploaded: 1.");
});
