import { useTranslation } from "react-i18next";
import { Choice } from "~/components/Choice";
import { TextField } from "~/components/Field";
import { Loading } from "~/components/States";
import { useSettled } from "~/lib/settled";
import { useDraft } from "../draft/DraftContext";
import { withoutChoice } from "../draft/draft";
import { useRespondentSearch } from "../queries";

const PROPOSED = "proposed";

/** Search the companies; whoever isn't listed is proposed under the name the person knows. */
export function CompanyStep() {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const words = draft.companyWords;
  const found = useRespondentSearch(useSettled(words));
  const typed = words.trim();
  const options = (found.data ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.aliases.slice(0, 4).join(" · ") || undefined,
  }));
  if (typed.length > 1) {
    options.push({
      value: PROPOSED,
      label: t("company.propose", { name: typed }),
      note: t("company.proposeNote"),
    });
  }
  const choose = (value: string) => {
    const picked = options.find((option) => option.value === value);
    if (!picked) return;
    const company = value === PROPOSED ? { id: null, name: typed } : { id: value, name: picked.label };
    change((old) =>
      old.company?.id === company.id && company.id ? old : { ...withoutChoice(old), company },
    );
  };
  const chosen = draft.company
    ? (draft.company.id ?? (draft.company.name === typed ? PROPOSED : null))
    : null;
  return (
    <>
      <TextField
        label={t("company.label")}
        hint={t("company.example")}
        value={words}
        onChange={(companyWords) => change((old) => ({ ...old, companyWords }))}
        enterKeyHint="search"
        maxLength={80}
      />
      {found.isPending ? (
        <Loading lines={2} />
      ) : (
        <Choice legend={t("company.results")} options={options} value={chosen} onChange={choose} />
      )}
    </>
  );
}
