import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation, useParams } from "react-router";
import { isLang } from "~/i18n";
import { preferredLang } from "~/lib/lang";

const TAGS = { zh: "zh-CN", en: "en", id: "id" } as const;

/** Keeps words and `<html lang>` in step with the address. */
export function LangGate() {
  const { lang } = useParams();
  const { pathname, search } = useLocation();
  const { i18n } = useTranslation();
  const known = isLang(lang) ? lang : null;
  const [ready, setReady] = useState(known === i18n.language);

  useEffect(() => {
    if (!known) return;
    document.documentElement.lang = TAGS[known];
    if (i18n.language === known) setReady(true);
    else i18n.changeLanguage(known).then(() => setReady(true));
  }, [known, i18n]);

  if (!known) return <Navigate to={`/${preferredLang()}${pathname}${search}`} replace />;
  return ready ? <Outlet /> : null;
}
