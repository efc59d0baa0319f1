import { Quote } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, DownloadLink } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Dialog } from "~/components/Dialog";
import { Muted, Stack } from "~/components/Layouts";
import { day, today } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import { type PrintedLine, released } from "~/lib/released";

export type Cited = "case" | "company" | "home";
const PAGES: Record<Cited, (subject: string) => string> = {
  case: (subject) => `/cases/${subject}`,
  company: (subject) => `/companies/${subject}`,
  home: () => "/statistics",
};

/** A dated address that never changes, the sentence to quote, and the piece to put into one's own page. */
export function Cite({
  kind,
  name,
  subject,
  number,
  line,
  asOf,
}: {
  kind: Cited;
  name: string;
  subject: string;
  number: number;
  line: PrintedLine;
  asOf: string;
}) {
  const { t } = useTranslation(["statistics", "common"]);
  const lang = useLang();
  const [open, setOpen] = useState(false);
  const page = PAGES[kind](subject);
  const link = `${window.location.origin}/${lang}${page}/releases/${number}`;
  const text = t("statistics:cite.text", {
    name,
    people: released(line, lang, t),
    asOf: day(line.as_of ?? asOf, lang),
    link,
    today: day(today(), lang),
  });
  const frame = `${window.location.origin}/embed/${lang}${kind === "home" ? "" : page}`;
  const embed = `<iframe src="${frame}" width="420" height="240" title="${name.replace(/"/g, "&quot;")}" style="border:0"></iframe>`;
  return (
    <>
      <Button tone="quiet" small icon={<Quote size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t("statistics:cite.open")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("statistics:cite.title")}>
        <Stack>
          <CopyField label={t("statistics:cite.link")} value={link} />
          <CopyField label={t("statistics:cite.sentence")} value={text} />
          <CopyField label={t("statistics:cite.embed")} value={embed} />
          <Muted small>{t("statistics:cite.note")}</Muted>
          <div>
            <DownloadLink
              href={`/api/public/v1${kind === "home" ? "/home" : kind === "company" ? `/respondents/${subject}` : page}/releases/${number}?lang=${lang}`}
              small
              newTab
            >
              {t("statistics:json")}
            </DownloadLink>
          </div>
        </Stack>
      </Dialog>
    </>
  );
}
