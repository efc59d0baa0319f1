import { useTranslation } from "react-i18next";
import { Button } from "./Button";

interface Found {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The next page of a list that is read page by page; nothing where there is none. */
export function MoreButton({ found, label, small }: { found: Found; label?: string; small?: boolean }) {
  const { t } = useTranslation();
  if (!found.hasNextPage) return null;
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
