import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { firstIsDrawn } from "./app/first";
import { client, Providers } from "./app/providers";
import { makeRouter } from "./app/router";
import { hasSummary, takeOver, takeOverWhenReady } from "./app/served";
import "./base.css";
import "./theme.css";
import "./served.css";
import { isLang, startWords } from "./i18n";
import { preferredLang } from "./lib/lang";
import { pause } from "./lib/pause";
import { staysAway, watchReturn } from "./lib/quickExit";
import { keepShell, reloadAfterUpdate } from "./lib/shell";
import { paintBars } from "./lib/theme";

/** In pieces, each short enough for a slow phone to answer between them: what the server sent is read meanwhile. */
async function start(): Promise<void> {
  const lang = window.location.pathname.split("/")[1];
  const words = startWords(isLang(lang) ? lang : preferredLang());
  await pause();
  const router = makeRouter();
  await words;
  const root = document.getElementById("root");
  if (!root) return;
  if (!hasSummary()) takeOver(root);
  else await initialized(router);
  await pause();
  const app = createRoot(root);
  await pause();
  startTransition(() =>
    app.render(
      <StrictMode>
        <Providers>
          <RouterProvider router={router} />
        </Providers>
      </StrictMode>,
    ),
  );
  firstIsDrawn();
  if (root.hidden) takeOverWhenReady(root, client, () => router.state.errors === null);
  keepShell();
}

function initialized(router: ReturnType<typeof makeRouter>): Promise<void> {
  return new Promise((resolve) => {
    if (router.state.initialized) return resolve();
    const stop = router.subscribe((state) => {
      if (!state.initialized) return;
      stop();
      resolve();
    });
  });
}

paintBars();
watchReturn();
reloadAfterUpdate();
if (!staysAway()) pause().then(start);
