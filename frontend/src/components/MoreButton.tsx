import { useTranslation } from "react-i18next";
import { problemWords } from "~/lib/problemWords";
import { Button } from "./Button";
import { Failure } from "./States";

interface Found {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => unknown;
}

interface First {
  isError: boolean;
  isFetchNextPageError?: boolean;
  error: Error | null;
  refetch: () => unknown;
}

/** Says that what a page reads could not be read; a next page of a list that did not come is its button's to say. */
export function FirstFailure({ found }: { found: First }) {
  const { t } = useTranslation();
  if (!found.isError || found.isFetchNextPageError) return null;
  return <Failure message={problemWords(found.error, t)} retry={() => found.refetch()} />;
}

/** The next page of a list that is read page by page, asked for again where it did not come; nothing where there is none. */
export function MoreButton({ found, label, small }: { found: Found; label?: string; small?: boolean }) {
  const { t } = useTranslation();
  if (!found.hasNextPage) return null;
  if (found.isFetchNextPageError && !found.isFetchingNextPage)
    return <Failure message={problemWords(found.error, t)} retry={() => found.fetchNextPage()} />;
  return (
    <div>
      <Button
        tone="quiet"
        small={small}
        busy={found.isFetchingNextPage}
        onClick={() => found.fetchNextPage()}
      >
        {label ?? t("showMore")}
      </Button>
    </div>
  );
}
