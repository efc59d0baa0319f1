import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation, useParams } from "react-router";
import { isLang } from "~/i18n";
import { preferredLang } from "~/lib/lang";

const TAGS = { zh: "zh-CN", en: "en", id: "id" } as const;

/** Keeps words and `<html lang>` in step with the address. */
export function LangGate() {
  const { lang } = useParams();
  const { pathname, search, hash } = useLocation();
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const known = isLang(lang) ? lang : null;
  const [ready, setReady] = useState(known === i18n.language);

  // Before any child asks the server: requests say the language of the page.
  useLayoutEffect(() => {
    if (known) document.documentElement.lang = TAGS[known];
  }, [known]);

  useEffect(() => {
    if (!known) return;
    if (i18n.language === known) setReady(true);
    else {
      client.invalidateQueries();
      i18n.changeLanguage(known).then(() => setReady(true));
    }
  }, [known, i18n, client]);

  if (!known) return <Navigate to={`/${preferredLang()}${pathname}${search}${hash}`} replace />;
  return ready ? <Outlet /> : null;
}
