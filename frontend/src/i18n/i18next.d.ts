import "i18next";
import type account from "./zh/account.json";
import type caseWords from "./zh/case.json";
import type claim from "./zh/claim.json";
import type common from "./zh/common.json";
import type desk from "./zh/desk.json";
import type gallery from "./zh/gallery.json";
import type group from "./zh/group.json";
import type home from "./zh/home.json";
import type letters from "./zh/letters.json";
import type moderation from "./zh/moderation.json";
import type packs from "./zh/packs.json";
import type reference from "./zh/reference.json";
import type report from "./zh/report.json";
import type review from "./zh/review.json";
import type statistics from "./zh/statistics.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      common: typeof common;
      home: typeof home;
      report: typeof report;
      case: typeof caseWords;
      account: typeof account;
      desk: typeof desk;
      moderation: typeof moderation;
      statistics: typeof statistics;
      reference: typeof reference;
      letters: typeof letters;
      group: typeof group;
      claim: typeof claim;
      packs: typeof packs;
      gallery: typeof gallery;
      review: typeof review;
    };
  }
}
