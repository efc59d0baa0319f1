import { useTranslation } from "react-i18next";
import { Muted, Section } from "~/components/Layouts";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useReplies } from "./queries";
import { ReplyCard } from "./ReplyCard";

/** The company's own words, with the same weight as the case's. */
export function CaseReplies({ reference }: { reference: string }) {
  const { t } = useTranslation(["case", "common"]);
  const found = useReplies(reference);
  return (
    <Section title={t("case:reply.title")}>
      {found.isPending && <Loading lines={2} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Muted>{t("case:reply.none")}</Muted>}
      {found.data?.map((reply) => (
        <ReplyCard key={reply.on + reply.category} reply={reply} />
      ))}
    </Section>
  );
}
