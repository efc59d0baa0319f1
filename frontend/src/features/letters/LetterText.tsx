import { useTranslation } from "react-i18next";
import { More } from "~/components/Bits";
import { Muted, Stack } from "~/components/Layouts";
import { day } from "~/lib/dates";
import { useLang } from "~/lib/lang";
import styles from "./LetterText.module.css";
import type { LetterRead } from "./queries";

type Body = LetterRead["body"];

/** The letter as it will be read; what comes from a fact is marked and explained below. */
export function LetterText({ body, lang }: { body: Body; lang: string }) {
  const { t } = useTranslation("letters");
  const reader = useLang();
  return (
    <Stack>
      <article className={styles.paper} lang={lang}>
        <h2 className={styles.title}>{body.title}</h2>
        <Frame lines={[...(body.frame.addressee ?? []), ...(body.frame.opening ?? [])]} />
        {body.sections.map((section) => (
          <section key={section.id} className={styles.part}>
            {section.heading && <h3>{section.heading}</h3>}
            {section.blocks.map((block, at) => (
              <Block key={at} block={block} />
            ))}
          </section>
        ))}
        <Frame
          lines={[...(body.frame.salute ?? []), ...(body.frame.signed ?? []), ...(body.frame.annexes ?? [])]}
        />
      </article>
      {body.facts.length > 0 && (
        <More summary={t("text.facts")}>
          {body.facts.map((fact) => (
            <div key={fact.key}>
              <strong>
                {fact.name}: {fact.value}
              </strong>
              <Muted small>{[fact.source, day(fact.as_of, reader)].filter(Boolean).join(" · ")}</Muted>
            </div>
          ))}
        </More>
      )}
      {body.figures.length > 0 && (
        <More summary={t("text.figures")}>
          <Muted small>{t("text.figuresNote")}</Muted>
          {body.figures.map((figure) => (
            <p key={figure.key}>{figure.name}</p>
          ))}
        </More>
      )}
    </Stack>
  );
}

function Frame({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className={styles.frame}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function Block({ block }: { block: Body["sections"][number]["blocks"][number] }) {
  return (
    <p>
      {block.label && <strong>{block.label} </strong>}
      {block.runs.map((run, at) =>
        run.fact ? (
          <span key={at} className={styles.fact}>
            {run.text}
          </span>
        ) : (
          run.text
        ),
      )}
    </p>
  );
}
