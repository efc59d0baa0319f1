import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "~/components/Layouts";
import { OneRelease } from "~/features/statistics/OneRelease";
import { useCaseNumbers, useCompany } from "~/features/statistics/queries";
import { nameIn, useLang, usePath } from "~/lib/lang";

/** A dated permalink: one release of a case, a company or everything. */
export function Component() {
  const { t } = useTranslation("statistics");
  const { reference, slug } = useParams();
  if (reference) return <OfCase reference={reference} />;
  if (slug) return <OfCompany slug={slug} />;
  return <Told name={t("title")} />;
}

function OfCase({ reference }: { reference: string }) {
  const lang = useLang();
  const path = usePath();
  const numbers = useCaseNumbers(reference).data?.numbers;
  const company = numbers && (
    <Link to={path(`/companies/${numbers.respondent}`)}>{nameIn(numbers.respondent_names, lang)}</Link>
  );
  return <Told name={numbers?.title} above={company} reference={reference} />;
}

function OfCompany({ slug }: { slug: string }) {
  return <Told name={useCompany(slug).data?.name} slug={slug} />;
}

function Told({
  name,
  above,
  ...of
}: {
  name?: string;
  above?: ReactNode;
  reference?: string;
  slug?: string;
}) {
  const { t } = useTranslation("statistics");
  const { number = "" } = useParams();
  const release = t("release.title", { n: number });
  return (
    <Page
      title={name ? `${name} · ${release}` : release}
      above={above && <p>{above}</p>}
      lead={t("release.fixed")}
      narrow
    >
      <OneRelease {...of} number={Number(number)} />
    </Page>
  );
}
