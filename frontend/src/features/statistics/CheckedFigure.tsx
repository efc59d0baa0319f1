import { useTranslation } from "react-i18next";
import { Figure } from "~/components/Bits";
import { Muted } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { released } from "~/lib/released";
import type { CaseNumbersRead, CaseReleaseRead } from "./queries";

/** The line of evidence under a case's headline: captioned by who looked, with its own day where it has one. */
export function CheckedFigure({
  numbers,
  release,
}: {
  numbers: CaseNumbersRead;
  release: CaseReleaseRead | null;
}) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const { evidence_checked: line, people } = numbers;
  if (line.state === "withheld") return null;
  return (
    <>
      <Figure
        mid
        value={released(line, lang, t)}
        caption={t(`statistics:checked.${release?.checked_by ?? "organizers"}`)}
      />
      {line.as_of && line.as_of !== people.as_of && (
        <Muted small>{t("common:asOf", { date: day(line.as_of, lang) })}</Muted>
      )}
    </>
  );
}
