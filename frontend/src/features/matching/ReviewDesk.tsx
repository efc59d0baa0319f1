import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/components/Button";
import { SelectField } from "~/components/Field";
import { Muted, Row, Stack } from "~/components/Layouts";
import { Empty, Failure, Loading } from "~/components/States";
import { useKeys } from "~/lib/keys";
import { problemWords } from "~/lib/problemWords";
import { useStayingWhile } from "~/lib/staying";
import { Identical } from "./Identical";
import { Key, KeysDialog } from "./KeysDialog";
import { Pair } from "./Pair";
import { Precision } from "./Precision";
import {
  type Act,
  type Kind,
  type MatchRead,
  type Place,
  type Shown,
  useDecide,
  useQueue,
  useUnsent,
} from "./queries";
import styles from "./ReviewDesk.module.css";

const SHOWN = ["open", "later", "weak", "confirmed", "dismissed"] as const;
const KINDS = ["one_person", "two_people", "identical"] as const;
const AHEAD = 5;

interface Said {
  act: Act;
  match: MatchRead;
}

/** Pairs that may tell the same, one after another: a human decides, by buttons or single keys, and may undo. */
export function ReviewDesk({ reference }: Place) {
  const { t } = useTranslation(["review", "common"]);
  const [shown, setShown] = useState<Shown>("open");
  const [kind, setKind] = useState<Kind | null>(null);
  return (
    <Stack>
      <Muted>{t("review:lead")}</Muted>
      <Row end>
        <SelectField
          label={t("review:shown.label")}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          options={SHOWN.map((value) => ({ value, label: t(`review:shown.${value}`) }))}
        />
        <SelectField
          label={t("review:kind.label")}
          value={kind ?? ""}
          onChange={(value) => setKind((value || null) as Kind | null)}
          options={[
            { value: "", label: t("review:kind.all") },
            ...KINDS.map((value) => ({ value, label: t(`review:kind.${value}`) })),
          ]}
        />
        {reference && <Identical reference={reference} />}
      </Row>
      {shown === "weak" && <Muted small>{t("review:weakLead")}</Muted>}
      <Queue key={`${shown} ${kind}`} reference={reference} shown={shown} kind={kind} />
      <Precision reference={reference} />
    </Stack>
  );
}

function Queue({ reference, shown, kind }: Place & { shown: Shown; kind: Kind | null }) {
  const { t } = useTranslation(["review", "common"]);
  const found = useQueue({ reference }, shown, kind);
  const decide = useDecide({ reference }, shown, kind);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<Said[]>([]);
  const [help, setHelp] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const moved = useRef(false);
  const said = new Set(done.map((one) => one.match.id)); // a key pressed twice in a row means the next pair
  const pairs = (found.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => !said.has(one.id));
  const current = pairs[Math.min(at, pairs.length - 1)];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pairs.length - at <= AHEAD) fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, pairs.length, at]);

  useStayingWhile(useUnsent({ reference }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes along with the pair, once it is drawn
  useEffect(() => {
    if (moved.current) (heading.current ?? status.current)?.focus();
    moved.current &&= !current && hasNextPage;
  }, [current?.id]);

  const go = (step: number) => {
    const here = Math.min(at, pairs.length - 1);
    const there = Math.max(0, Math.min(pairs.length - 1, here + step));
    moved.current = there !== here;
    setAt(there);
  };
  const act = (what: Act, match: MatchRead | undefined) => {
    if (!match) return;
    const without = (before: Said[]) => before.filter((one) => one.match.id !== match.id);
    setDone((before) => (what === "undo" ? without(before) : [...before, { act: what, match }]));
    if (what === "undo") setAt(0);
    moved.current = true;
    decide.mutateAsync({ match, act: what }).catch(() => setDone(without));
  };
  const last = done[done.length - 1];
  const undo = () => act("undo", last?.match ?? (current && isDecided(current) ? current : undefined));
  const put = (what: Act) => current && !isDecided(current, what) && act(what, current);
  useKeys({
    y: () => put("confirm"),
    n: () => put("dismiss"),
    u: () => put("unsure"),
    j: () => go(1),
    k: () => go(-1),
    z: undo,
    "?": () => setHelp(true),
  });

  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
  return (
    <Stack>
      <div className={styles.bar}>
        <Row between>
          <p ref={status} role="status" tabIndex={-1} className={styles.said}>
            {last ? t(`review:said.${last.act}`, { n: done.length }) : t("review:said.nothing")}
          </p>
          <Row>
            <Button tone="quiet" small disabled={!last} onClick={undo}>
              {t("review:act.undoLast")} <Key of="z" />
            </Button>
            <Button tone="plain" small className={styles.help} onClick={() => setHelp(true)}>
              {t("review:keys.title")} <Key of="?" />
            </Button>
          </Row>
        </Row>
      </div>
      {decide.isError && <Failure message={problemWords(decide.error, t)} />}
      {current ? (
        <Pair
          key={current.id}
          reference={reference}
          match={current}
          heading={heading}
          act={(what) => act(what, current)}
          previous={at > 0 ? () => go(-1) : undefined}
          next={at < pairs.length - 1 ? () => go(1) : undefined}
        />
      ) : hasNextPage ? (
        <Loading lines={8} />
      ) : (
        <Empty title={t(shown === "open" ? "review:allDone" : "review:none")}>
          <p>{t("review:noneText")}</p>
        </Empty>
      )}
      <KeysDialog open={help} onClose={() => setHelp(false)} />
    </Stack>
  );
}

/** Whether a pair is decided; one that is for later may still be decided, but not put there again. */
function isDecided(match: MatchRead, wish?: Act): boolean {
  if (match.state === "unsure") return wish === "unsure" || wish === undefined;
  return match.state === "confirmed" || match.state === "dismissed";
}
