import type { Payment } from "../demand/payment.ts";
import { countries, type Region } from "../entity/country.ts";
import { processors } from "../entity/processor.ts";
import { network } from "../entity/vocabulary.ts";
import type { Incident } from "../incident/incident.ts";
import { causes, hardCauses } from "./cause.ts";

/** Basis points of interchange by the region of the card, as in `fundings`: credit, debit, prepaid. */
const interchangeBps: Readonly<Record<Region, readonly number[]>> = {
  north_america: [172, 72, 105],
  europe: [30, 20, 20],
  latin_america: [155, 62, 90],
  asia_pacific: [110, 60, 80],
};

const crossBorderBps = 105;
const schemeBps = 13;
const companyCardBps = 95;
/** Cents of USD. */
const threeDsCents = 4;
const penaltyCents = 10;
const penaltyAbroadCents = 25;

/**
 * The cost of an attempt in cents of USD: interchange, scheme and margin of what is approved, a price for every attempt
 * and authentication, and the network's fine for repeating what the issuer will never approve.
 */
export const feeCents = (
  payment: Payment,
  attempt: { processor: number; isApproved: boolean; uses3ds: boolean },
  active: readonly Incident[],
): number => {
  const processor = processors[attempt.processor] as (typeof processors)[number];
  let cents = processor.attemptCents + (attempt.uses3ds ? threeDsCents : 0);
  if (isFined(payment)) cents += payment.isCrossBorder ? penaltyAbroadCents : penaltyCents;
  if (!attempt.isApproved) return cents;
  const { card } = payment;
  const country = countries[card.country] as (typeof countries)[number];
  let bps = (interchangeBps[country.region][card.funding] ?? 0) + schemeBps + processor.marginBps;
  if (payment.isCrossBorder) bps += crossBorderBps;
  if (card.network === network.amex) bps += companyCardBps;
  for (const incident of active) bps += incident.extraFeeBps?.(payment, attempt.processor) ?? 0;
  return cents + (payment.amountUsd * bps) / 10_000;
};

const isFined = (payment: Payment): boolean => {
  const previous = causes[payment.previousCause];
  return previous !== undefined && hardCauses.has(previous);
};
