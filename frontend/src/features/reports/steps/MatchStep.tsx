import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "~/components/Choice";
import { TextBox, TextField } from "~/components/Field";
import { Card } from "~/components/Layouts";
import { Notice } from "~/components/Notice";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useDraft } from "../draft/DraftContext";
import type { Draft } from "../draft/draft";
import { OfferWords } from "../OfferWords";
import { type CaseOffer, useSuggestions } from "../queries";

const JOIN = "join:";

/** Cases that fit, shown only now that the own words stand. Joining is the person's own decision. */
export function MatchStep() {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const found = useSuggestions(draft);
  const [opening, setOpening] = [draft.opening, (part: object) => change((old) => withOpening(old, part))];
  const shown = found.isSuccess && found.data.length > 0;

  useEffect(() => {
    if (shown) change((old) => (old.sawCases ? old : { ...old, sawCases: true }));
  }, [shown, change]);

  if (found.isPending) return <Loading lines={5} />;
  const offers = withTarget(found.data ?? [], draft);
  const options = [
    ...offers.map((offer) => ({
      value: JOIN + offer.reference,
      label: t("match.join", { title: offer.title }),
      note: <OfferWords offer={offer} company={draft.company} />,
    })),
    { value: "open", label: t("match.open"), note: t("match.openNote") },
    { value: "none", label: t("match.neither"), note: t("match.neitherNote") },
  ];
  const choose = (value: string) => change((old) => withChoice(old, value, offers));
  return (
    <>
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.isSuccess && offers.length === 0 && (
        <Notice title={t("match.none")}>
          <p>{t("match.noneNote")}</p>
        </Notice>
      )}
      <Choice
        legend={t("match.legend")}
        options={options}
        value={draft.choice === "join" ? JOIN + draft.joining?.reference : draft.choice}
        onChange={choose}
      />
      {draft.choice === "open" && (
        <Card>
          <TextField
            label={t("match.title")}
            hint={t("match.titleHint")}
            maxLength={80}
            value={opening.title}
            onChange={(title) => setOpening({ title })}
          />
          <TextBox
            label={t("match.summary")}
            hint={t("match.summaryHint")}
            maxLength={600}
            value={opening.summary}
            onChange={(summary) => setOpening({ summary })}
          />
        </Card>
      )}
    </>
  );
}

function withOpening(old: Draft, part: object): Draft {
  return { ...old, opening: { ...old.opening, ...part } };
}

/** Whoever came from a case's own page finds it first in the list, with what is known of it. */
function withTarget(offers: CaseOffer[], { joining }: Draft): CaseOffer[] {
  if (!joining || offers.some((offer) => offer.reference === joining.reference)) return offers;
  const { reference, title, company } = joining;
  return [{ reference, title, respondent: company, people: null, reasons: [] }, ...offers];
}

function withChoice(old: Draft, value: string, offers: CaseOffer[]): Draft {
  if (!value.startsWith(JOIN)) return { ...old, choice: value as Draft["choice"] };
  const offer = offers.find((one) => JOIN + one.reference === value);
  if (!offer) return old;
  const { reference, title, respondent } = offer;
  return { ...old, choice: "join", joining: { reference, title, company: respondent } };
}
