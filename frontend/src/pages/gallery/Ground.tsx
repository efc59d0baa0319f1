import { useTranslation } from "react-i18next";
import { Muted, Prose, Row, Section } from "~/components/Layouts";
import styles from "./gallery.module.css";

const PAIRS = [
  ["--ink", "--paper"],
  ["--ink-2", "--wash"],
  ["--ink-3", "--raised"],
  ["--accent", "--accent-wash"],
  ["--on-fill", "--fill"],
  ["--danger", "--danger-wash"],
  ["--warn", "--warn-wash"],
  ["--good", "--good-wash"],
] as const;
const SPACES = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6", "--s7", "--s8"];
const RADII = ["--radius-xs", "--radius-s", "--radius", "--radius-l", "--radius-round"];

export function Type() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("type")}>
      <p className={styles.huge}>{t("heading")}</p>
      <h3>{t("heading")}</h3>
      <Prose>
        <p>
          {t("text")} <strong>{t("bold")}</strong>
        </p>
      </Prose>
      <Muted small>{t("small")}</Muted>
    </Section>
  );
}

export function Colours() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("colours")}>
      <Row>
        {PAIRS.map(([ink, ground]) => (
          <code
            key={ink}
            className={styles.swatch}
            style={{ color: `var(${ink})`, background: `var(${ground})` }}
          >
            {ink} / {ground}
          </code>
        ))}
      </Row>
    </Section>
  );
}

export function Spaces() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("spaces")}>
      <Row end>
        {SPACES.map((space) => (
          <code key={space} className={styles.measure}>
            <span className={styles.space} style={{ width: `var(${space})`, height: `var(${space})` }} />
            {space}
          </code>
        ))}
        {RADII.map((radius) => (
          <code key={radius} className={styles.measure}>
            <span className={styles.corner} style={{ borderRadius: `var(${radius})` }} />
            {radius}
          </code>
        ))}
      </Row>
    </Section>
  );
}
