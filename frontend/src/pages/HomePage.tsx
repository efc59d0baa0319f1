import { ChevronRight, PenLine, Search, ShieldAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Grid, Page, Section, Stack } from "~/components/Layouts";
import { MovedCases } from "~/features/statistics/MovedCases";
import { NumbersInBrief } from "~/features/statistics/NumbersInBrief";
import { usePath } from "~/lib/lang";
import styles from "./HomePage.module.css";

/** What this is in one sentence, the two ways in, what moves, and the way out of an emergency. */
export function Component() {
  const { t } = useTranslation("home");
  return (
    <Page title={t("title")} tab={t("tab")} lead={t("lead")}>
      <Emergency />
      <Ways />
      <MovedCases />
      <NumbersInBrief />
      <Section title={t("how.title")}>
        <Stack as="ol">
          {([1, 2, 3, 4] as const).map((step) => (
            <li key={step} className={styles.step}>
              <span className={styles.number} aria-hidden>
                {step}
              </span>
              <span>{t(`how.${step}`)}</span>
            </li>
          ))}
        </Stack>
      </Section>
      <Section title={t("safe.title")}>
        <Grid as="ul">
          {([1, 2, 3] as const).map((line) => (
            <li key={line} className={styles.never}>
              {t(`safe.${line}`)}
            </li>
          ))}
        </Grid>
      </Section>
    </Page>
  );
}

function Ways() {
  const { t } = useTranslation(["home", "case", "common"]);
  const path = usePath();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const find = (event: FormEvent) => {
    event.preventDefault();
    navigate(path(`/cases${words.trim() ? `?q=${encodeURIComponent(words.trim())}` : ""}`));
  };
  return (
    <div className={styles.ways}>
      <Link to={path("/report")} className={styles.tell}>
        <PenLine size={26} aria-hidden />
        <span>
          <strong>{t("home:tell")}</strong>
          <small>{t("home:tellNote")}</small>
        </span>
        <ChevronRight size={22} aria-hidden />
      </Link>
      <search className={styles.find}>
        <form onSubmit={find}>
          <TextField
            label={t("home:find")}
            hint={t("case:find.label")}
            type="search"
            enterKeyHint="search"
            value={words}
            onChange={setWords}
            maxLength={120}
          />
          <Button type="submit" tone="quiet" icon={<Search size={18} aria-hidden />}>
            {t("common:search")}
          </Button>
        </form>
      </search>
    </div>
  );
}

function Emergency() {
  const { t } = useTranslation("home");
  const path = usePath();
  return (
    <Link to={path("/stolen")} className={styles.emergency}>
      <ShieldAlert size={24} aria-hidden />
      <span>
        <strong>{t("stolen")}</strong>
        <small>{t("stolenNote")}</small>
      </span>
      <ChevronRight size={20} aria-hidden />
    </Link>
  );
}
