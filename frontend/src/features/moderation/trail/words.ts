import { useTranslation } from "react-i18next";

/** A code, or several with a sign between; anything else is somebody's own words. */
const CODES = /^[a-z_]+(?:[:, ][a-z_]+)*$/;

/** The words of a trail: of who acted, of the act, and of its reason as that act means it. */
export function useTrailWords() {
  const { t, i18n } = useTranslation("moderation");
  const said = (place: string, one: string) => {
    const key = `audit.${place}.${one}`;
    return i18n.exists(`moderation:${key}`) ? t(key as "audit.roles.member") : null;
  };
  const reason = (act: string, one: string | null) => {
    if (!one || !CODES.test(one)) return one ?? "";
    const place = `reasons.${act}`;
    const each = () => one.split(/[:, ]/).map((code) => said(place, code) ?? code);
    return said(place, one) ?? each().join(" · ");
  };
  return {
    role: (one: string) => said("roles", one) ?? one,
    act: (one: string) => said("acts", one) ?? one,
    reason,
  };
}
