import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { TextBox, TextField } from "~/components/Field";
import { SureDialog } from "~/components/SureDialog";
import { usePath } from "~/lib/lang";
import { type ReportRead, useOpenWith } from "./queries";

const TITLE = 4;
const SUMMARY = 10;

/** No case fits: a new one is opened with the report that is already written, and the report goes into it. */
export function OpenCase({ report }: { report: ReportRead }) {
  const { t } = useTranslation("account");
  const path = usePath();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [title, setTitle] = useState("");
  const [summary, setSummary] = useState("");
  const open = useOpenWith(report, (reference) => navigate(path(`/cases/${reference}`)));
  const words = { title: title.trim(), summary: summary.trim() };
  return (
    <>
      <div>
        <Button tone="quiet" small onClick={() => setAsking(true)}>
          {t("later.open")}
        </Button>
      </div>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("later.openTitle")}
        does={t("later.openDo")}
        tone="primary"
        act={open}
        body={words}
        disabled={words.title.length < TITLE || words.summary.length < SUMMARY}
      >
        <p>{t("later.openNote")}</p>
        <TextField
          label={t("later.caseTitle")}
          hint={t("later.caseTitleHint")}
          maxLength={80}
          value={title}
          onChange={setTitle}
        />
        <TextBox
          label={t("later.summary")}
          hint={t("later.summaryHint")}
          maxLength={600}
          value={summary}
          onChange={setSummary}
        />
      </SureDialog>
    </>
  );
}
