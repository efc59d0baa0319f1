import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { type ReactNode, Suspense } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { vi } from "vitest";

/** Shows one part inside an English address, with a fresh cache. */
export function show(children: ReactNode, at = "/en", pattern = "/:lang/*") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[at]}>
        <Suspense fallback={null}>
          <Routes>
            <Route path={pattern} element={children} />
          </Routes>
        </Suspense>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

type Answer = { status?: number; body: unknown };

export interface Call {
  method: string;
  path: string;
  body: unknown;
  headers: Headers;
}

/** A file's bytes come as they are, everything else as JSON. */
function isFile(request: Request): boolean {
  return request.headers.get("Content-Type") === "application/octet-stream";
}

/** A server of a few answers: "GET /api/me" → what it says. Unknown addresses answer 404. */
export function serve(answers: Record<string, Answer | ((call: Call) => Answer | Promise<Answer>)>): Call[] {
  const calls: Call[] = [];
  vi.spyOn(window, "fetch").mockImplementation(async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(
      typeof input === "string" ? new URL(input, window.location.href) : input,
      init,
    );
    const address = new URL(request.url);
    const text = await request.clone().text();
    const call = {
      method: request.method,
      path: address.pathname + address.search,
      body: text && isFile(request) ? text : text ? JSON.parse(text) : null,
      headers: request.headers,
    };
    calls.push(call);
    const found = answers[`${call.method} ${call.path}`] ?? answers[`${call.method} ${address.pathname}`];
    const said = typeof found === "function" ? await found(call) : found;
    if (!said) return new Response(JSON.stringify({ code: "not_found", detail: "" }), { status: 404 });
    const status = said.status ?? 200;
    return new Response(status === 204 ? null : JSON.stringify(said.body), {
      status,
      headers: { "content-type": "application/json" },
    });
  });
  return calls;
}
