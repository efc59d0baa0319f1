import { useTranslation } from "react-i18next";
import { Section, Stack } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { useRemovals } from "./queries";

/** What was hidden in this case, and why: nothing disappears without a line. */
export function Removals({ reference }: { reference: string }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  const found = useRemovals(reference);
  if (!found.data || found.data.length === 0) return null;
  return (
    <Section title={t("removals.title")}>
      <Stack as="ul" tight>
        {found.data.map((one) => (
          <li key={one.on + one.reason_code}>
            {t("removals.line", {
              on: day(one.on, lang),
              reason: t(`reasons.${one.reason_code as "other"}`),
            })}{" "}
            {one.restored_on && t("removals.restored", { on: day(one.restored_on, lang) })}
          </li>
        ))}
      </Stack>
    </Section>
  );
}
