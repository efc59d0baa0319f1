import { useTranslation } from "react-i18next";
import { Section, Stack } from "~/components/Layouts";
import { MoreButton } from "~/components/MoreButton";
import { Empty, Failure, Loading } from "~/components/States";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { type RemovalRead, useAllRemovals, useRemovals } from "./queries";

/** What was hidden in this case, and why: nothing disappears without a line. */
export function Removals({ reference }: { reference: string }) {
  const { t } = useTranslation("case");
  const found = useRemovals(reference);
  if (!found.data || found.data.length === 0) return null;
  return (
    <Section title={t("removals.title")}>
      <Lines removals={found.data} />
    </Section>
  );
}

/** Every removal of the house, newest first; it names no case. */
export function AllRemovals() {
  const { t } = useTranslation("case");
  const found = useAllRemovals();
  if (found.isPending) return <Loading />;
  if (found.isError && !found.isFetchNextPageError)
    return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  const removals = found.data.pages.flatMap((page) => page.items);
  if (removals.length === 0) return <Empty title={t("removals.none")} />;
  return (
    <Stack>
      <Lines removals={removals} />
      <MoreButton found={found} />
    </Stack>
  );
}

function Lines({ removals }: { removals: RemovalRead[] }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  return (
    <Stack as="ul" tight>
      {removals.map((one, place) => (
        <li key={place}>
          {t("removals.line", { on: day(one.on, lang), reason: t(`reasons.${one.reason_code as "other"}`) })}{" "}
          {one.restored_on && t("removals.restored", { on: day(one.restored_on, lang) })}
        </li>
      ))}
    </Stack>
  );
}
