import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Muted, Row } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useRecipientCopy } from "./queries";

/** The copy with the annex, for the recipient alone. */
export function RecipientCopy({ reference, letter }: { reference: string; letter: string }) {
  const { t } = useTranslation("letters");
  const copy = useRecipientCopy(reference, letter);
  const fetchCopy = (wanted: "pdf" | "docx") =>
    copy.mutate(wanted, {
      onSuccess: ({ form, file }) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(file);
        link.download = `letter-${letter}.${form}`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      },
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
