import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isRecording, MOST_FILES, refusalOf } from "./evidenceFiles";
import { sha256 } from "./sha256";

describe("The fingerprint of a file", () => {
  it.each([0, 1, 55, 56, 63, 64, 119, 120, 1000, (1 << 20) - 1, 1 << 20, (1 << 20) + 60])(
    "is its SHA-256 at %i bytes",
    async (size) => {
      const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) & 0xff);
      const expected = createHash("sha256").update(bytes).digest("hex");
      expect(await sha256(new Blob([bytes]))).toBe(expected);
    },
  );
});

describe("Files that may be chosen", () => {
  it("are pictures, PDF and text up to a size and a number; recordings are listed whatever their size", () => {
    expect(refusalOf({ name: "a.PNG", size: 9 }, 0)).toBeNull();
    expect(refusalOf({ name: "a.docx", size: 9 }, 0)).toBe("wrongKind");
    expect(refusalOf({ name: "a.png", size: 0 }, 0)).toBe("emptyFile");
    expect(refusalOf({ name: "a.png", size: 21 * 1024 * 1024 }, 0)).toBe("tooBig");
    expect(refusalOf({ name: "a.png", size: 9 }, MOST_FILES)).toBe("tooMany");
    expect(refusalOf({ name: "a.m4a", size: 3e9 }, 0, true)).toBeNull();
    expect(isRecording({ name: "call.AMR", type: "" })).toBe(true);
    expect(isRecording({ name: "a.png", type: "image/png" })).toBe(false);
  });
});
