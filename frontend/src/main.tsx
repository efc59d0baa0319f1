import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { client, Providers } from "./app/providers";
import { router } from "./app/router";
import { hasSummary, takeOver, takeOverWhenReady } from "./app/served";
import "./base.css";
import "./theme.css";
import "./served.css";
import { isLang, startWords } from "./i18n";
import { preferredLang } from "./lib/lang";
import { staysAway, watchReturn } from "./lib/quickExit";
import { keepShell, reloadAfterUpdate } from "./lib/shell";
import { paintBars } from "./lib/theme";

const first = window.location.pathname.split("/")[1];
const root = document.getElementById("root");
paintBars();

watchReturn();
reloadAfterUpdate();

function start(): void {
  startWords(isLang(first) ? first : preferredLang()).then(() => {
    if (!root) return;
    if (!hasSummary()) takeOver(root);
    createRoot(root).render(
      <StrictMode>
        <Providers>
          <RouterProvider router={router} />
        </Providers>
      </StrictMode>,
    );
    if (root.hidden) takeOverWhenReady(root, client, () => router.state.initialized);
    keepShell();
  });
}

if (!staysAway()) start();
