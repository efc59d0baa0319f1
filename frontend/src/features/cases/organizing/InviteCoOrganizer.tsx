import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Muted, Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useInvite, useOrganizers } from "./queries";

/** A link, once usable, for someone who will share the work; the organizer alone can make one. */
export function InviteCoOrganizer({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const path = usePath();
  const invite = useInvite(reference);
  const own = useOrganizers(reference).data?.find((one) => one.is_me && one.appointed);
  if (!own) return null;
  if (own.role !== "organizer") {
    return (
      <Section title={t("invite.title")}>
        <Muted>{t("invite.organizer")}</Muted>
      </Section>
    );
  }
  return (
    <Section title={t("invite.title")} lead={t("invite.lead")}>
      {invite.isError && <Failure message={problemWords(invite.error, t)} />}
      {invite.data ? (
        <div role="status">
          <CopyField
            label={t("invite.once")}
            value={`${window.location.origin}${path("/invitation")}#${invite.data.token}`}
          />
        </div>
      ) : (
        <div>
          <Button tone="quiet" busy={invite.isPending} onClick={() => invite.mutate()}>
            {t("invite.button")}
          </Button>
        </div>
      )}
    </Section>
  );
}
