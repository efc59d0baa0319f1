import { Download, PenLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink, DownloadLink } from "~/components/Button";
import { Check, Checks, Choice } from "~/components/Choice";
import { SelectField, TextBox, TextField } from "~/components/Field";
import { FileDrop } from "~/components/FileDrop";
import { Grid, Row, Section } from "~/components/Layouts";
import { MonthField } from "~/components/MonthField";

const LONGEST = 60;

export function Buttons() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("buttons")}>
      <Row>
        <Button>{t("press")}</Button>
        <Button icon={<PenLine size={18} aria-hidden />}>{t("press")}</Button>
        <Button tone="quiet">{t("press")}</Button>
        <Button tone="plain">{t("press")}</Button>
        <Button tone="danger">{t("risky")}</Button>
      </Row>
      <Row>
        <Button busy>{t("waiting")}</Button>
        <Button disabled>{t("off")}</Button>
        <Button tone="quiet" disabled>
          {t("off")}
        </Button>
        <Button small>{t("small_button")}</Button>
        <Button small tone="quiet" busy>
          {t("waiting")}
        </Button>
        <ButtonLink to="#link">{t("link")}</ButtonLink>
        <DownloadLink href="/favicon.svg" icon={<Download size={18} aria-hidden />}>
          {t("download")}
        </DownloadLink>
      </Row>
      <Button wide>{t("wide")}</Button>
    </Section>
  );
}

export function Fields() {
  const { t } = useTranslation("gallery");
  const [text, setText] = useState("");
  const [long, setLong] = useState(() => t("text").slice(0, LONGEST - 1));
  const [chosen, setChosen] = useState("");
  const [named, setNamed] = useState("");
  return (
    <Section title={t("fields")}>
      <Grid>
        <TextField label={t("label")} hint={t("hint")} value={text} onChange={setText} />
        <TextField label={t("label")} optional value={text} onChange={setText} placeholder={t("hint")} />
        <TextField label={t("label")} error={t("wrong")} value={text} onChange={setText} />
        <TextField label={t("label")} disabled value={t("off")} onChange={setText} />
        <TextBox label={t("box")} maxLength={LONGEST} value={long} onChange={setLong} />
        <SelectField
          label={t("select")}
          value={chosen}
          onChange={setChosen}
          placeholder={t("hint")}
          options={[
            { value: "first", label: t("first") },
            { value: "second", label: t("second") },
          ]}
        />
        <MonthField label={t("label")} optional value={named} onChange={setNamed} />
      </Grid>
      <FileDrop label={t("files")} hint={t("hint")} accept="image/*" onFiles={() => undefined} />
    </Section>
  );
}

export function Choices() {
  const { t } = useTranslation("gallery");
  const [one, setOne] = useState<string | null>("first");
  const [many, setMany] = useState(["second"]);
  const [yes, setYes] = useState(false);
  const options = [
    { value: "first", label: t("first"), note: t("note") },
    { value: "second", label: t("second") },
    { value: "third", label: t("third") },
  ];
  return (
    <Section title={t("choices")}>
      <Grid halves>
        <Choice legend={t("which")} hint={t("hint")} options={options} value={one} onChange={setOne} />
        <Checks legend={t("several")} options={options} values={many} onChange={setMany} />
        <Choice legend={t("which")} error={t("wrong")} options={options} value={null} onChange={setOne} />
        <Check label={t("agree")} note={t("note")} checked={yes} onChange={setYes} />
      </Grid>
    </Section>
  );
}
