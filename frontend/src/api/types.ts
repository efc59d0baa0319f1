import type { paths } from "./schema";

/** What a GET of an address answers. */
export type Got<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer T } } } };
}
  ? T
  : never;
