import { BellRing } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { TextField } from "~/components/Field";
import { Muted, Section } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import styles from "./FollowCase.module.css";
import { type CaseRead, useEndOwnFollow, useFollow, useOwnFollows } from "./queries";

/** Hear when a public case moves, without joining: by one's own address at once, by any other after confirming. */
export function FollowCase({ one, signedIn }: { one: CaseRead; signedIn: boolean }) {
  const { t } = useTranslation("case");
  const own = useOwnFollows(signedIn);
  const follow = useFollow(one.reference);
  const end = useEndOwnFollow();
  const [email, setEmail] = useState("");
  const [typing, setTyping] = useState(!signedIn);
  if (one.visibility !== "public") return null;
  const followed = own.data?.some((each) => each.case === one.reference);
  const send = (event: FormEvent) => {
    event.preventDefault();
    follow.mutate(typing ? email.trim() : null, { onError: () => setTyping(true) });
  };
  const another = () => {
    setTyping(true);
    follow.reset();
  };
  return (
    <Section title={t("follow.title")} lead={t("follow.lead")}>
      {followed ? (
        <Notice tone="good" title={t("follow.following")}>
          {end.isError && <Failure message={problemWords(end.error, t)} />}
          <div>
            <Button tone="quiet" small busy={end.isPending} onClick={() => end.mutate(one.reference)}>
              {t("follow.end")}
            </Button>
          </div>
        </Notice>
      ) : follow.data?.state === "asked" ? (
        <Notice tone="good" live title={t("follow.asked")}>
          <p>{email.trim()}</p>
          <p>{t("follow.askedText")}</p>
          <div>
            <Button tone="quiet" small onClick={another}>
              {t("follow.another")}
            </Button>
          </div>
        </Notice>
      ) : (
        <form onSubmit={send} className={styles.form}>
          {(typing || !signedIn) && (
            <TextField
              label={t("follow.email")}
              type="email"
              inputMode="email"
              autoComplete="email"
              required
              maxLength={254}
              value={email}
              onChange={setEmail}
              error={follow.isError ? problemWords(follow.error, t) : null}
            />
          )}
          <Button
            type="submit"
            tone="quiet"
            busy={follow.isPending}
            icon={<BellRing size={18} aria-hidden />}
          >
            {t("follow.start")}
          </Button>
        </form>
      )}
      <Muted small>{t("follow.note")}</Muted>
    </Section>
  );
}
