import { useTranslation } from "react-i18next";
import { Page } from "~/components/Layouts";
import { Markdown } from "~/components/Markdown";
import { Failure, Loading } from "~/components/States";
import { problemWords } from "~/lib/problemWords";
import { useTextPage } from "./queries";

/** Terms, privacy, imprint: the operator's own text. */
export function TextPage({ name }: { name: string }) {
  const { t } = useTranslation();
  const found = useTextPage(name);
  return (
    <Page title={found.data?.title ?? t(`footer.${name as "terms"}`)} narrow>
      {found.isPending && <Loading lines={8} />}
      {found.isError && <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />}
      {found.data && <Markdown text={found.data.markdown} lang={found.data.lang} />}
    </Page>
  );
}
