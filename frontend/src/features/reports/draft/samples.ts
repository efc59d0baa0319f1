import type { KeptFile } from "./draft";

/** A picture chosen for a draft, for tests. */
export const PICTURE: KeptFile = {
  id: "p1",
  name: "chat.png",
  type: "image/png",
  size: 7,
  key: "k1",
  state: "waiting",
  stored: true,
};
