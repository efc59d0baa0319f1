/** The fixed words of a report, as the server knows them. */
export const REMEDIES = ["refund", "fee_return", "apology", "correction", "compensation", "stop"] as const;
export const CHOICES = {
  counted: "counted_only",
  regulator: "named_to_regulator",
  company: "named_to_company",
} as const;
