import { Image, Printer, Share2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, DownloadLink } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Muted, Row, Section, Stack } from "~/components/Layouts";
import { useLang, usePath } from "~/lib/lang";
import type { CaseRead } from "./queries";
import styles from "./ShareCase.module.css";

/** The case to pass on: its address, the phone's own sharing, a QR code, a poster for a chat group. */
export function ShareCase({ one }: { one: CaseRead }) {
  const { t } = useTranslation("case");
  const lang = useLang();
  const path = usePath();
  const address = window.location.origin + path(`/cases/${one.reference}`);
  const pictures = `/share/${lang}/cases/${one.reference}`;
  const isPublic = one.visibility === "public";
  const pass = () => navigator.share({ title: one.title, url: address }).catch(() => undefined);
  return (
    <Section title={t("share.title")}>
      {!isPublic && <Muted>{t("share.privateNote")}</Muted>}
      <div className={styles.share}>
        {isPublic && (
          <img
            src={`${pictures}/qr.svg`}
            alt={t("share.qr")}
            width={168}
            height={168}
            className={styles.qr}
            loading="lazy"
          />
        )}
        <Stack>
          <CopyField label={t("share.link")} value={address} />
          <Row>
            {"share" in navigator && (
              <Button tone="quiet" small icon={<Share2 size={16} aria-hidden />} onClick={pass}>
                {t("share.pass")}
              </Button>
            )}
            {isPublic && (
              <>
                <DownloadLink
                  href={`${pictures}/poster.png`}
                  small
                  newTab
                  icon={<Image size={16} aria-hidden />}
                >
                  {t("share.posterPicture")}
                </DownloadLink>
                <DownloadLink
                  href={`${pictures}/poster.pdf`}
                  small
                  newTab
                  icon={<Printer size={16} aria-hidden />}
                >
                  {t("share.posterPrint")}
                </DownloadLink>
              </>
            )}
          </Row>
          {isPublic && <Muted small>{t("share.posterNote")}</Muted>}
        </Stack>
      </div>
    </Section>
  );
}
