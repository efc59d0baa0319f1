import { act, fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { upload } from "~/api/upload";
import { serve, show } from "~/testing/render";
import { OwnEvidence } from "./OwnEvidence";

vi.mock("~/api/upload", () => ({ upload: vi.fn() }));

it("reads out in few steps how far a file has come, and that it arrived", async () => {
  serve({ "GET /api/me/reports/r1/evidence": { body: [] } });
  let arrive: (value: never) => void = () => undefined;
  let tell: (share: number) => void = () => undefined;
  vi.mocked(upload).mockImplementation((_report, _file, _name, _key, onProgress) => {
    tell = onProgress ?? tell;
    return new Promise((resolve) => {
      arrive = resolve;
    });
  });
  show(<OwnEvidence reportId="r1" />);
  const input = await screen.findByLabelText(/^Add screenshots/, { selector: "input" }, { timeout: 10_000 });
  fireEvent.change(input, { target: { files: [new File(["x"], "chat.png", { type: "image/png" })] } });
  const said = (await screen.findAllByText(/^chat\.png/))
    .map((one) => one.closest("[role=status]"))
    .find(Boolean);
  expect(said).toHaveTextContent("chat.png Uploading 0%");
  act(() => tell(0.3));
  expect(said).toHaveTextContent("chat.png Uploading 25%");
  act(() => tell(0.44));
  expect(said).toHaveTextContent("chat.png Uploading 25%");
  await act(async () => arrive({} as never));
  expect(said).toHaveTextContent("Files uploaded: 1.");
});
