import createClient, { type Middleware } from "openapi-fetch";
import { newKey } from "~/lib/ids";
import { OFFLINE, Problem, toProblem } from "./problem";
import type { paths } from "./schema";

/** Everything is asked for in the page's language, and every POST carries a key: sent twice, it has one effect. */
const speak: Middleware = {
  onRequest({ request }) {
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newKey());
    }
    request.headers.set("Accept-Language", document.documentElement.lang || "zh-CN");
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    throw toProblem(response.status, body);
  },
  onError() {
    return new Problem(0, OFFLINE, "");
  },
};

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: (request) => window.fetch(request),
});
api.use(speak);

/** The answer's body; a refusal has already been thrown as a Problem. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
