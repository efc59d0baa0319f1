import { useTranslation } from "react-i18next";
import { Choice } from "~/components/Choice";
import { TextField } from "~/components/Field";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useSettled } from "~/lib/settled";
import { useDraft } from "../draft/DraftContext";
import { withCompanyWords, withoutChoice } from "../draft/draft";
import { useRespondentSearch } from "../queries";

const PROPOSED = "proposed";

/** Search the companies; whoever isn't listed is proposed under the name the person knows. */
export function CompanyStep() {
  const { t } = useTranslation("report");
  const { draft, change } = useDraft();
  const words = draft.companyWords;
  const sought = useSettled(words);
  const found = useRespondentSearch(sought);
  const typed = words.trim();
  const chosen = draft.company
    ? (draft.company.id ?? (draft.company.name === typed ? PROPOSED : null))
    : null;
  // Only once the list has answered for these words may a name be new: anything else breeds the same company twice.
  const searched = found.isSuccess && !found.isPlaceholderData && sought.trim() === typed;
  const options = (found.data ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.aliases.slice(0, 4).join(" · ") || undefined,
  }));
  if (typed.length > 1 && (searched || chosen === PROPOSED)) {
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
  const type = (typing: string) =>
    change((old) => {
      const one = found.data?.find((company) => company.id === old.company?.id);
      return withCompanyWords(old, typing, one ? [...Object.values(one.names ?? {}), ...one.aliases] : []);
    });
  return (
    <>
      <TextField
        label={t("company.label")}
        hint={t("company.example")}
        value={words}
        onChange={type}
        enterKeyHint="search"
        maxLength={80}
      />
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.isPending ? (
        <Loading lines={2} />
      ) : (
        (found.isSuccess || options.length > 0) && (
          <Choice legend={t("company.results")} options={options} value={chosen} onChange={choose} />
        )
      )}
    </>
  );
}
