import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Muted, Section } from "~/components/Layouts";
import { FirstFailure, MoreButton } from "~/components/MoreButton";
import { Loading } from "~/components/States";
import { usePath } from "~/lib/lang";
import { useCompanyReplies } from "./queries";
import { ReplyCard } from "./ReplyCard";

/** What a company answered in public, in whichever of its cases. */
export function CompanyReplies({ slug }: { slug: string }) {
  const { t } = useTranslation(["case", "common"]);
  const path = usePath();
  const found = useCompanyReplies(slug);
  const replies = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("case:reply.title")}>
      {found.isPending && <Loading lines={2} />}
      <FirstFailure found={found} />
      {found.isSuccess && replies.length === 0 && <Muted>{t("case:reply.none")}</Muted>}
      {replies.map((reply, at) => (
        <ReplyCard
          key={`${reply.case}-${reply.on}-${at}`}
          reply={reply}
          above={
            <h3 lang={reply.case_lang}>
              <Link to={path(`/cases/${reply.case}`)}>{reply.case_title}</Link>
            </h3>
          }
        />
      ))}
      <MoreButton found={found} small />
    </Section>
  );
}
