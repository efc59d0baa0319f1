import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { Button, ButtonLink } from "~/components/Button";
import { Page } from "~/components/Layouts";
import { usePath } from "~/lib/lang";

/** When a page breaks: says that nothing typed is lost, and offers the way on. */
export function ErrorPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <main>
      <Page title={t("error.title")} lead={t("error.text")} narrow>
        <div>
          <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
        </div>
      </Page>
    </main>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  const path = usePath();
  return (
    <Page title={t("notFound.title")} lead={t("notFound.text")} narrow>
      <div>
        <ButtonLink to={path("/")}>{t("notFound.home")}</ButtonLink>
      </div>
    </Page>
  );
}
