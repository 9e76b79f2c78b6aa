import type { Payment } from "../demand/payment.ts";
import { countries } from "../entity/country.ts";
import { processors } from "../entity/processor.ts";
import { segments } from "../entity/segment.ts";
import { entryMode, funding, network, solution } from "../entity/vocabulary.ts";
import { keyOf, uniform } from "../random/counter.ts";
import { logistic } from "../random/distribution.ts";
import { drift } from "../random/drift.ts";
import { dayOf, hourOfWeek } from "../time.ts";

/** Log odds of a refusal, all else being average, of a payment over the internet and of one with the card at hand. */
const internetLogit = -3.3;
const cardPresentLogit = -5.1;

/**
 * Probability that the issuer refuses by its own judgement: issuer and its drift × network × processor in that region ×
 * funding × cross-border × token × 3-D Secure × amount × score × hour of the week.
 */
export const judgementProbability = (
  payment: Payment,
  processorCode: number,
  isAuthenticated: boolean,
  at: number,
): number => {
  const { card, merchant } = payment;
  const country = countries[card.country] as (typeof countries)[number];
  const segment = segments[merchant.segment] as (typeof segments)[number];
  const processor = processors[processorCode] as (typeof processors)[number];
  let logit = payment.isCardPresent ? cardPresentLogit : internetLogit;
  logit += card.issuer.refusalLogit + issuerMood(card.issuer.key, dayOf(at));
  if (payment.isCardPresent) return logistic(logit);
  logit += segment.riskLogit + networkLogits[card.network as 0];
  logit += processor.refusalLogit[country.region] + (card.issuer.affinities[processorCode] ?? 0);
  if (card.network === network.mastercard) logit += processor.mastercardLogit;
  if (card.funding !== funding.credit) logit += processor.debitLogit;
  if (card.funding === funding.prepaid) logit += 0.5;
  if (payment.isCrossBorder) logit += 0.55;
  if (isTokenised(payment.solution)) logit -= card.issuer.tokenLogit;
  if (isAuthenticated) logit -= country.threeDsLogit;
  if (payment.entryMode === entryMode.recurring) logit -= 0.25;
  logit += 0.16 * Math.log(Math.max(1, payment.amountUsd) / 4_000);
  logit += 2.4 * (payment.fraudScore / 10_000 - 0.13);
  if (payment.isFraud) logit += 1.6;
  return logistic(logit + hourLogit(hourOfWeek(at, country.offsetHours)));
};

/** Network tokens are presented as such, with wallets, and with passkeys kept by the network. */
export const isTokenised = (code: number): boolean =>
  code === solution.network_token || code === solution.apple_pay || code === solution.google_pay;

/** Places as in `networks`. */
const networkLogits = [-0.04, 0.02, 0.12, 0.1, 0] as const;

/** Issuers are stricter at night, and a little on weekends. */
const hourLogit = (hour: number): number => {
  const ofDay = hour % 24;
  const isWeekend = hour < 24 || hour >= 144;
  return (ofDay < 6 ? 0.28 : ofDay >= 23 ? 0.14 : 0) + (isWeekend ? 0.05 : 0);
};

/** Slow drift, and a change of regime that holds for some weeks. */
const issuerMood = (key: number, day: number): number => {
  const regime = uniform(key, 40, Math.floor((day + (key >>> 26)) / 47));
  return 0.06 * drift(keyOf(key, 1), day) + (regime < 0.1 ? 0.16 : regime > 0.9 ? -0.12 : 0);
};
