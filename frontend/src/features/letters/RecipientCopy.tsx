import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Muted, Row } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { handOver } from "~/lib/handOver";
import { problemWords } from "~/lib/problemWords";
import { useRecipientCopy } from "./queries";

/** The copy with the annex, for the recipient alone. */
export function RecipientCopy({ reference, letter }: { reference: string; letter: string }) {
  const { t } = useTranslation("letters");
  const copy = useRecipientCopy(reference, letter);
  const fetchCopy = (wanted: "pdf" | "docx") =>
    copy.mutate(wanted, {
      onSuccess: ({ form, file }) => handOver(file, `letter-${letter}.${form}`),
    });
  return (
    <>
      <Muted small>{t("files.recipientNote")}</Muted>
      <Row>
        <Button tone="quiet" small busy={copy.isPending} onClick={() => fetchCopy("pdf")}>
          {t("files.recipientPdf")}
        </Button>
        <Button tone="quiet" small busy={copy.isPending} onClick={() => fetchCopy("docx")}>
          {t("files.recipientDocx")}
        </Button>
      </Row>
      {copy.isError && <Failure message={problemWords(copy.error, t)} />}
    </>
  );
}
