import { lazy, Suspense } from "react";
import { useSignedIn } from "~/features/accounts/queries";
import { useCompany } from "~/features/statistics/queries";

const HouseTrail = lazy(async () => ({
  default: (await import("~/features/moderation/AuditTrail")).HouseTrail,
}));

/** What was decided about a company, for moderators: its card leaves their desk with the decision. */
export function CompanyTrail({ slug }: { slug: string }) {
  const roles = useSignedIn().data?.roles ?? [];
  const company = useCompany(slug).data;
  if (!company || !(roles.includes("moderator") || roles.includes("admin"))) return null;
  return (
    <Suspense fallback={null}>
      <HouseTrail about={company.id} />
    </Suspense>
  );
}
