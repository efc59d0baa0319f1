import { useRef } from "react";
import { newKey } from "./ids";

/** One key for the same words until they arrived: pressed again after a lost answer, it stays the same request. */
export function useRepeats() {
  const last = useRef({ words: "", key: "" });
  return {
    keyOf: (body: unknown): string => {
      const words = JSON.stringify(body);
      if (last.current.words !== words) last.current = { words, key: newKey() };
      return last.current.key;
    },
    arrived: () => {
      last.current = { words: "", key: "" };
    },
  };
}
