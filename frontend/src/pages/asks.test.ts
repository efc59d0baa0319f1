import { QueryClient } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import * as asks from "./asks";

/** Without one, the readable page the server sent would be taken away though the app has nothing to show. */
it.each(Object.entries(asks))(
  "%s has a main question, without which the server's page stays",
  async (_, of) => {
    vi.spyOn(window, "fetch").mockImplementation(() => new Promise(() => undefined));
    const client = new QueryClient();
    for (const ask of of("en", "lark", new URLSearchParams())) ask(client);
    const asked = client.getQueryCache().getAll();
    expect(asked.filter((one) => one.meta?.main).map((one) => one.queryKey)).not.toEqual([]);
    expect(asked.filter((one) => !one.meta?.main)).not.toEqual([]);
    client.clear();
  },
);
