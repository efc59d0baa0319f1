import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { Dialog } from "~/components/Dialog";
import { Muted } from "~/components/Layouts";
import styles from "./ReviewDesk.module.css";

const KEYS = ["y", "n", "u", "j", "k", "z", "?"] as const;

/** One key as it stands on a button. */
export function Key({ of }: { of: string }) {
  return <kbd className={styles.key}>{of}</kbd>;
}

/** Which key does what; each has its button too. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("review");
  const does = {
    y: t("act.confirm"),
    n: t("act.dismiss"),
    u: t("act.unsure"),
    j: t("act.next"),
    k: t("act.previous"),
    z: t("act.undoLast"),
    "?": t("keys.title"),
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("keys.title")}
      actions={<Button onClick={onClose}>{t("keys.close")}</Button>}
    >
      <dl className={styles.keys}>
        {KEYS.map((key) => (
          <Fragment key={key}>
            <dt>
              <Key of={key} />
            </dt>
            <dd>{does[key]}</dd>
          </Fragment>
        ))}
      </dl>
      <Muted small>{t("keys.note")}</Muted>
    </Dialog>
  );
}
