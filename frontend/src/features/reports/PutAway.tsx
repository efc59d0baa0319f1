import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "~/components/Button";
import { Card, Muted, Row, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { useLang, usePath } from "~/lib/lang";
import { useDraft } from "./draft/DraftContext";
import { type Draft, isOutgoing } from "./draft/draft";
import { draftsAside, forgetAside } from "./draft/keeping";
import { stepOf } from "./draft/steps";
import { useLeaving } from "./Leaving";
import { Discard } from "./Unfinished";

/** Reports begun and put away for another: each can be taken up again or deleted. */
export function PutAway() {
  const { t } = useTranslation("report");
  const path = usePath();
  const lang = useLang();
  const navigate = useNavigate();
  const { draft, exchange } = useDraft();
  const { leave, asking } = useLeaving();
  const [kept, setKept] = useState<Draft[]>([]);
  const [gone, setGone] = useState<Draft | null>(null);
  const [full, setFull] = useState(false);

  const current = draft.id;
  useEffect(() => {
    let left = false;
    draftsAside(lang).then((found) => left || setKept(found.filter((one) => one.id !== current)));
    return () => {
      left = true;
    };
  }, [lang, current]);

  const takeUp = (one: Draft) =>
    exchange(one).then(
      () => navigate(path(`/report/${stepOf(one)}`)),
      () => setFull(true),
    );
  const drop = async (one: Draft) => {
    await forgetAside(one);
    setKept((old) => old.filter((other) => other.id !== one.id));
  };
  if (kept.length === 0) return null;
  return (
    <Section title={t("start.asideTitle")}>
      <Muted small>{t("start.asideNote")}</Muted>
      {full && <Failure message={t("start.oneOnly")} />}
      {kept.map((one) => (
        <Card key={one.id} as="article">
          <h3>{one.company?.name ?? t("start.asideNoCompany")}</h3>
          <p>{t("start.kept", { step: t(`steps.${stepOf(one)}.title`) })}</p>
          <Row>
            <Button tone="quiet" small disabled={isOutgoing(draft)} onClick={() => leave(() => takeUp(one))}>
              {t("start.asideTake")}
            </Button>
            <Button tone="plain" small onClick={() => setGone(one)}>
              {t("start.asideDrop")}
            </Button>
          </Row>
        </Card>
      ))}
      {asking}
      <Discard
        open={gone !== null}
        onClose={() => setGone(null)}
        run={async () => {
          if (gone) await drop(gone);
        }}
      />
    </Section>
  );
}
