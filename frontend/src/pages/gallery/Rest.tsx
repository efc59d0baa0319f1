import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { Grid, Row, Section } from "~/components/Layouts";
import { Markdown } from "~/components/Markdown";
import { Notice } from "~/components/Notice";
import { Empty, Failure, Loading } from "~/components/States";
import { SureDialog } from "~/components/SureDialog";
import { Tabs } from "~/components/Tabs";
import { announce } from "~/components/Toast";
import { usePath } from "~/lib/lang";

const SHAPES = ["lines", "figure", "table", "cards"] as const;
const TONES = ["info", "good", "warn", "danger"] as const;

export function States() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("states")}>
      <Grid halves>
        {SHAPES.map((shape) => (
          <Loading key={shape} shape={shape} lines={3} />
        ))}
        <Empty title={t("empty")} action={<Button small>{t("press")}</Button>}>
          <p>{t("emptyText")}</p>
        </Empty>
        <Failure message={t("failed")} retry={() => announce(t("said"))} />
      </Grid>
    </Section>
  );
}

export function Notices() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("notices")}>
      <Grid halves>
        {TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={t(tone)}>
            <p>{t("body")}</p>
          </Notice>
        ))}
      </Grid>
    </Section>
  );
}

export function Over() {
  const { t } = useTranslation(["gallery", "common"]);
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const act = useMutation({ mutationFn: async () => announce(t("gallery:said")) });
  const close = () => setOpen(false);
  return (
    <Section title={t("gallery:over")}>
      <Row>
        <Button tone="quiet" onClick={() => setOpen(true)}>
          {t("gallery:open")}
        </Button>
        <Button tone="danger" onClick={() => setAsking(true)}>
          {t("gallery:danger")}
        </Button>
        <Button tone="quiet" onClick={() => announce(t("gallery:said"))}>
          {t("gallery:say")}
        </Button>
        <Button tone="quiet" onClick={() => announce(t("gallery:failed"), "danger")}>
          {t("gallery:sayWrong")}
        </Button>
      </Row>
      <Dialog
        open={open}
        onClose={close}
        title={t("gallery:dialog")}
        actions={
          <>
            <Button onClick={close}>{t("common:confirm")}</Button>
            <Button tone="quiet" onClick={close}>
              {t("common:cancel")}
            </Button>
          </>
        }
      >
        <p>{t("gallery:body")}</p>
      </Dialog>
      <SureDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("gallery:danger")}
        does={t("common:confirm")}
        act={act}
        body={undefined}
      >
        <p>{t("gallery:body")}</p>
      </SureDialog>
    </Section>
  );
}

export function Parts() {
  const { t } = useTranslation("gallery");
  const path = usePath();
  const names = ["type", "colours", "buttons", "fields", "choices", "states", "notices", "data"] as const;
  const tabs = names.map((name, at) => ({
    to: path(at ? `/dev/components/${name}` : "/dev/components"),
    label: t(name),
  }));
  return (
    <Section title={t("parts")}>
      <Tabs label={t("parts")} items={tabs} />
      <More summary={t("more")}>
        <p>{t("body")}</p>
      </More>
      <h3>{t("markdown")}</h3>
      <Markdown text={`## ${t("heading")}\n\n${t("text")}\n\n- ${t("first")}\n- ${t("second")}`} />
    </Section>
  );
}
