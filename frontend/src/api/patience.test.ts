import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "./client";
import { patience } from "./patience";
import { OFFLINE } from "./problem";
import { upload } from "./upload";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives a request up that nothing answers", async () => {
  vi.spyOn(window, "fetch").mockImplementation(
    (input) =>
      new Promise((_, refuse) =>
        (input as Request).signal.addEventListener("abort", () =>
          refuse(new DOMException("gone", "AbortError")),
        ),
      ),
  );
  const asked = api.GET("/api/sign-in", { signal: patience() });
  const end = expect(asked).rejects.toMatchObject({ code: OFFLINE });
  await vi.advanceTimersByTimeAsync(60_000);
  await end;
});

it("gives an upload up that stands still, and not one that goes on slowly", async () => {
  let going: { onprogress?: (event: object) => void } = {};
  let ended = false;
  class Sending {
    upload = going;
    onabort?: () => void;
    open() {
      going = this.upload = {};
    }
    setRequestHeader() {}
    send() {}
    abort() {
      ended = true;
      this.onabort?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", Sending);
  const sent = upload("r1", new Blob(["x"]), "x.png", "k1", () => undefined);
  const end = expect(sent).rejects.toMatchObject({ code: OFFLINE });
  for (let at = 1; at < 5; at += 1) {
    await vi.advanceTimersByTimeAsync(50_000);
    going.onprogress?.({ lengthComputable: true, loaded: at, total: 9 });
  }
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended).toBe(true);
  await end;
});
