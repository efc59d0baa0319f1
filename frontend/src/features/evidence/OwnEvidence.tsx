import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Progress } from "~/components/Bits";
import { FileDrop } from "~/components/FileDrop";
import { Muted, Section, Stack } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { ACCEPT, refusalOf } from "~/lib/evidenceFiles";
import { newKey } from "~/lib/ids";
import { problemWords } from "~/lib/problemWords";
import { EvidenceItem } from "./EvidenceItem";
import { ListKept } from "./KeptByMe";
import { useOwnEvidence, useUpload } from "./queries";

/** Into how many steps an upload is read out: each percent would drown every other word. */
const SAID = 4;

/** One's own files behind a report: add more, see the receipt and who opened them, remove. */
export function OwnEvidence({ reportId, closed }: { reportId: string; closed?: boolean }) {
  const { t } = useTranslation(["account", "common"]);
  const found = useOwnEvidence(reportId);
  const already = found.data?.length ?? 0;
  return (
    <Section title={t("account:evidence.title")}>
      {!closed && <AddFiles reportId={reportId} already={already} />}
      {!closed && <ListKept reportId={reportId} already={already} />}
      {found.isPending && <Loading lines={3} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data?.length === 0 && <Muted>{t("account:evidence.none")}</Muted>}
      {found.data?.map((item) => (
        <EvidenceItem key={item.id} item={item} closed={closed} />
      ))}
    </Section>
  );
}

function AddFiles({ reportId, already }: { reportId: string; already: number }) {
  const { t } = useTranslation("account");
  const upload = useUpload(reportId);
  const [now, setNow] = useState<{ name: string; share: number } | null>(null);
  const [refused, setRefused] = useState<string[]>([]);
  const [added, setAdded] = useState(0);
  const add = async (files: File[]) => {
    const notes: string[] = [];
    let up = 0;
    setAdded(0);
    for (const [at, file] of files.entries()) {
      const why = refusalOf(file, already + at);
      if (why) {
        notes.push(t(`evidence.${why}`, { name: file.name }));
        continue;
      }
      setNow({ name: file.name, share: 0 });
      const onProgress = (share: number) => setNow({ name: file.name, share });
      await upload
        .mutateAsync({ file, key: newKey(), onProgress })
        .then(() => {
          up += 1;
        })
        .catch((error) => notes.push(`${file.name}: ${problemWords(error, t)}`));
    }
    setNow(null);
    setAdded(up);
    setRefused(notes);
  };
  return (
    <Stack>
      <FileDrop label={t("evidence.add")} hint={t("evidence.limits")} accept={ACCEPT} onFiles={add} />
      <div role="status">
        {now && (
          <span className="sr">
            {now.name} {t("evidence.uploading", { percent: Math.floor(now.share * SAID) * (100 / SAID) })}
          </span>
        )}
        {!now && added > 0 && <Muted small>{t("evidence.added", { n: added })}</Muted>}
      </div>
      {now && (
        <Stack tight>
          <div aria-hidden>
            <Muted small>
              {now.name} {t("evidence.uploading", { percent: Math.round(now.share * 100) })}
            </Muted>
          </div>
          <Progress value={now.share} label={now.name} />
        </Stack>
      )}
      {refused.length > 0 && (
        <Notice tone="danger" live>
          {refused.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
    </Stack>
  );
}
