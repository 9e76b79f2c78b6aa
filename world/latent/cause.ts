/** Why an attempt is refused, in the order in which its way meets them. The first that strikes is the cause. */
export const causes = [
  "processor_failure",
  "issuer_unavailable",
  "lost_or_stolen",
  "closed_account",
  "stopped_mandate",
  "invalid_number",
  "not_permitted",
  "expired_credential",
  "security_code",
  "authentication_required",
  "issuer_judgement",
  "spending_limit",
  "no_funds",
] as const;
export type Cause = (typeof causes)[number];

/** The place of each cause. */
export const cause = Object.fromEntries(causes.map((name, place) => [name, place])) as Record<
  Cause,
  number
>;

/** Causes that stay as they are for this card and merchant: no repeat of the payment can succeed. */
export const hardCauses: ReadonlySet<Cause> = new Set([
  "lost_or_stolen",
  "closed_account",
  "stopped_mandate",
  "invalid_number",
  "not_permitted",
]);
