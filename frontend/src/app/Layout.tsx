import { BarChart3, House, PenLine, Search, User } from "lucide-react";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from "react-router";
import { Page } from "~/components/Layouts";
import { Loading } from "~/components/States";
import { Toasts } from "~/components/Toast";
import { useSignedIn } from "~/features/accounts/queries";
import { useMeta } from "~/features/reference/queries";
import { usePath } from "~/lib/lang";
import { InAppHint } from "./InAppHint";
import { LanguageSwitch } from "./LanguageSwitch";
import styles from "./Layout.module.css";
import mark from "./mark.svg";
import { QuickExit } from "./QuickExit";
import { ThemeSwitch } from "./ThemeSwitch";
import { isWriting } from "./writing";

/** The frame of every page: who we are, where one can go, the language, and the demo banner. */
export function Layout() {
  const { t } = useTranslation();
  const path = usePath();
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const writing = isWriting(location.pathname);
  const page = location.pathname.replace(/^\/[a-z]{2}(?=\/|$)/, "");

  // biome-ignore lint/correctness/useExhaustiveDependencies: moving to another page, not language, moves the focus
  useEffect(() => {
    if (first.current) first.current = false;
    else if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [page]);

  return (
    <>
      <a href="#main" className={styles.skip}>
        {t("skipToContent")}
      </a>
      <DemoBanner />
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to={path("/")} className={styles.brand}>
            <img src={mark} alt="" width={28} height={28} />
            {t("brand.name")}
          </Link>
          <nav className={styles.links} aria-label={t("nav.label")}>
            <NavLink to={path("/report")}>{t("nav.tell")}</NavLink>
            <NavLink to={path("/cases")}>{t("nav.find")}</NavLink>
            <NavLink to={path("/statistics")}>{t("nav.statistics")}</NavLink>
            <NavLink to={path("/guides")}>{t("nav.guides")}</NavLink>
          </nav>
          <QuickExit />
          <AccountLink />
          <LanguageSwitch />
        </div>
      </header>
      <InAppHint over />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <InAppHint />
      {!writing && <Footer />}
      {!writing && <TabBar />}
      <Toasts />
      <ScrollRestoration />
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Page title={t("loading")}>
      <Loading shape="page" />
    </Page>
  );
}

function DemoBanner() {
  const { t } = useTranslation();
  const meta = useMeta();
  if (!meta.data?.demo) return null;
  return (
    <aside className={styles.demo} aria-label={t("demo.label")}>
      {t("demo.banner")}
    </aside>
  );
}

function AccountLink() {
  const { t } = useTranslation();
  const path = usePath();
  const signedIn = useSignedIn().data?.signed_in;
  return (
    <Link to={path(signedIn ? "/me" : "/sign-in")} className={styles.account}>
      {t(signedIn ? "nav.mine" : "nav.signIn")}
    </Link>
  );
}

function TabBar() {
  const { t } = useTranslation();
  const path = usePath();
  return (
    <nav className={styles.tabs} aria-label={t("nav.quick")}>
      <NavLink to={path("/")} end>
        <House size={22} aria-hidden />
        {t("nav.home")}
      </NavLink>
      <NavLink to={path("/cases")}>
        <Search size={22} aria-hidden />
        {t("nav.find")}
      </NavLink>
      <NavLink to={path("/report")} className={styles.tell}>
        <PenLine aria-hidden />
        {t("nav.tell")}
      </NavLink>
      <NavLink to={path("/statistics")}>
        <BarChart3 size={22} aria-hidden />
        {t("nav.statistics")}
      </NavLink>
      <NavLink to={path("/me")}>
        <User size={22} aria-hidden />
        {t("nav.mine")}
      </NavLink>
    </nav>
  );
}

function Footer() {
  const { t } = useTranslation();
  const path = usePath();
  return (
    <footer className={styles.footer}>
      <div className={styles.footerIn}>
        <nav className={styles.footerLinks} aria-label={t("footer.label")}>
          <Link to={path("/stolen")}>{t("footer.stolen")}</Link>
          <Link to={path("/guides")}>{t("nav.guides")}</Link>
          <Link to={path("/channels")}>{t("nav.channels")}</Link>
          <Link to={path("/method")}>{t("footer.method")}</Link>
          <Link to={path("/removals")}>{t("footer.removals")}</Link>
          <Link to={path("/terms")}>{t("footer.terms")}</Link>
          <Link to={path("/privacy")}>{t("footer.privacy")}</Link>
          <Link to={path("/imprint")}>{t("footer.imprint")}</Link>
        </nav>
        <p>{t("footer.note")}</p>
        <ThemeSwitch />
      </div>
    </footer>
  );
}
