import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, it, vi } from "vitest";
import { serve, show } from "~/testing/render";
import { InAppHint } from "./InAppHint";
import { all } from "./router";

const IN_APPS = {
  WeChat: "Mozilla/5.0 (Linux; Android 12) Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.42",
  "a web view":
    "Mozilla/5.0 (Linux; Android 12; V2121A; wv) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36",
  QQ: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 QQ/9.0.1.620 NetType/WIFI",
  Weibo:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Weibo (iPhone14,5__weibo__13.6)",
  Alipay: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 AlipayClient/10.5.0",
};
const BROWSERS = [
  "Mozilla/5.0 (Linux; Android 12; V2121A) AppleWebKit/537.36 Chrome/111.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 12; V2121A) AppleWebKit/537.36 Chrome/98.0 MQQBrowser/13.6 Mobile Safari/537.36",
];

function frame(at: string) {
  serve({});
  const router = createMemoryRouter(all, { initialEntries: [at] });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

it("leaves the focus where the language is chosen, and moves it with the page", async () => {
  const router = frame("/en/imprint");
  const languages = await screen.findByRole("combobox", { name: "Language" }, { timeout: 5000 });
  languages.focus();
  fireEvent.change(languages, { target: { value: "id" } });
  await waitFor(() => expect(router.state.location.pathname).toBe("/id/imprint"));
  await waitFor(() => expect(document.documentElement.lang).toBe("id"));
  expect(languages).toHaveFocus();
  fireEvent.change(languages, { target: { value: "en" } });
  await router.navigate("/en/terms");
  await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
});

it("keeps the frame and the way to the report where a page does not come", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.doMock("~/pages/RemovalsPage", () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  frame("/en/removals");
  expect(await screen.findByRole("heading", { name: "Something went wrong here" })).toBeVisible();
  expect(screen.getAllByRole("main")).toHaveLength(1);
  expect(screen.getByRole("link", { name: "To your report" })).toHaveAttribute("href", "/en/report");
  expect(screen.getByRole("navigation", { name: "Main navigation" })).toBeInTheDocument();
  vi.doUnmock("~/pages/RemovalsPage");
});

it.each(Object.entries(IN_APPS))("says inside %s how files are kept, wherever there are some", (_, agent) => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
  for (const [at, top] of [
    ["/zh/me", true],
    ["/zh/cases/ABCD2345/desk/letters", true],
    ["/zh/cases/ABCD2345", false],
    ["/zh/statistics", false],
  ] as const) {
    for (const over of [true, false]) {
      const { unmount } = show(<InAppHint over={over} />, at);
      expect([at, over, screen.queryAllByRole("complementary").length]).toEqual([
        at,
        over,
        over === top ? 1 : 0,
      ]);
      unmount();
    }
  }
  for (const at of ["/zh", "/zh/cases", "/zh/report"]) {
    const { unmount } = show(<InAppHint over />, at);
    expect(screen.queryByRole("complementary")).toBeNull();
    unmount();
  }
});

it.each(BROWSERS)("says nothing of the kind in a browser: %s", (agent) => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
  show(<InAppHint over />, "/zh/me");
  expect(screen.queryByRole("complementary")).toBeNull();
});
