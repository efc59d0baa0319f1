import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "~/components/Button";
import { Muted, Section } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Empty, Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { EvidenceItem } from "./EvidenceItem";
import { useMyFiles } from "./queries";

/** Every own item over all reports: which file, behind which report, who opened it and when. */
export function MyFiles() {
  const { t } = useTranslation(["account", "common"]);
  const path = usePath();
  const found = useMyFiles();
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("account:files.title")} lead={t("account:files.lead")}>
      {found.isPending && <Loading lines={5} />}
      <FirstFailure found={found} />
      {found.isSuccess && items.length === 0 && (
        <Empty title={t("account:files.none")}>
          <p>{t("account:files.noneText")}</p>
          <ButtonLink to={path("/me")}>{t("account:files.toReports")}</ButtonLink>
        </Empty>
      )}
      {items.length > 0 && (
        <Muted>
          {t("account:files.add")} <Link to={path("/me")}>{t("account:files.toReports")}</Link>
        </Muted>
      )}
      {items.map((item) => (
        <EvidenceItem
          key={item.id}
          item={item}
          closed={item.report_withdrawn}
          about={
            <Muted small>
              <Link to={path(`/me/reports/${item.report_id}`)}>
                {t("account:files.report", { reference: item.report_reference })}
              </Link>
              {` · ${item.case_title ?? item.respondent_name}`}
            </Muted>
          }
        />
      ))}
      <MoreButton found={found} label={t("account:files.more")} small />
    </Section>
  );
}
