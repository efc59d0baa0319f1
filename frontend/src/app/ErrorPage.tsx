import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { Button, ButtonLink } from "~/components/Button";
import { Page, Row } from "~/components/Layouts";
import { usePath } from "~/lib/lang";

/** When the frame itself breaks: the same words, alone. */
export function ErrorPage() {
  return (
    <main>
      <BrokenPage />
    </main>
  );
}

/** When a page breaks or does not come: says that nothing typed is lost, and offers the way on, inside the frame. */
export function BrokenPage() {
  const { t } = useTranslation();
  const path = usePath();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <Page title={t("error.title")} lead={t("error.text")} narrow>
      <Row>
        <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
        <ButtonLink to={path("/report")} tone="quiet">
          {t("error.tell")}
        </ButtonLink>
      </Row>
    </Page>
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
