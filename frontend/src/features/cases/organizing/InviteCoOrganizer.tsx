import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { CopyField } from "~/components/CopyField";
import { Section } from "~/components/Layouts";
import { Failure } from "~/components/States";
import { usePath } from "~/lib/lang";
import { problemWords } from "~/lib/problemWords";
import { useInvite } from "./queries";

/** A link, once usable, for someone who will share the work. */
export function InviteCoOrganizer({ reference }: { reference: string }) {
  const { t } = useTranslation("desk");
  const path = usePath();
  const invite = useInvite(reference);
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
