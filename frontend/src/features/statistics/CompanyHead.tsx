import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "~/components/Bits";
import { Page } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { problemTitle, problemWords } from "~/lib/problemWords";
import { useCompany } from "./queries";

/** A company's page: who it is, as sourced, and below it the released numbers. */
export function CompanyHead({ slug, children }: { slug: string; children: ReactNode }) {
  const { t } = useTranslation(["statistics", "common"]);
  const found = useCompany(slug);
  if (found.isError) {
    return (
      <Page title={problemTitle(found.error, t)} narrow>
        <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />
      </Page>
    );
  }
  if (!found.data) {
    return (
      <Page title={t("common:loading")}>
        <Loading lines={8} />
      </Page>
    );
  }
  const company = found.data;
  return (
    <Page title={company.name} lead={company.aliases.join(" · ")}>
      <Facts
        items={[
          { name: t("statistics:company.legalName"), value: company.legal_name },
          { name: t("statistics:company.code"), value: company.registration_code },
          { name: t("statistics:company.address"), value: company.registered_address },
        ]}
      />
      {children}
    </Page>
  );
}
