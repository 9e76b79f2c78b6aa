import type { Payment } from "../demand/payment.ts";
import { countries } from "../entity/country.ts";
import { device, entryMode, solution, threeDs } from "../entity/vocabulary.ts";
import type { Incident } from "../incident/incident.ts";
import { uniform } from "../random/counter.ts";

const draws = { breakdown: 60, unavailable: 61, frictionless: 62, challenge: 63 } as const;

/** How 3-D Secure ends at this place of the payment: a code of `threeDsResults`. */
export const authenticate = (payment: Payment, active: readonly Incident[]): number => {
  const { key, attemptNo } = payment;
  for (const incident of active) {
    const failure = incident.threeDsFailure?.(payment) ?? 0;
    if (failure > 0 && uniform(key, draws.breakdown, attemptNo) < failure) return threeDs.failed;
  }
  if (uniform(key, draws.unavailable, attemptNo) < unavailableShare) return threeDs.unavailable;
  if (uniform(key, draws.frictionless, attemptNo) < frictionlessShare(payment))
    return threeDs.frictionless;
  return challenged(payment, uniform(key, draws.challenge, attemptNo));
};

const challenged = (payment: Payment, u: number): number => {
  const passed = passedShare(payment);
  if (u < passed) return threeDs.challenged;
  return u < passed + (1 - passed) * 0.62 ? threeDs.abandoned : threeDs.failed;
};

/** Whether 3-D Secure can be asked for: a shopper's payment over the internet whose credential brings no authentication. */
export const canStepUp = (payment: Payment): boolean =>
  payment.entryMode === entryMode.ecom &&
  payment.solution === solution.standard &&
  payment.amountMinor > 0;

/** Probabilities that 3-D Secure ends with the shopper authenticated, and that it is not available. */
export const authenticationChances = (
  payment: Payment,
  active: readonly Incident[],
): { authenticated: number; unavailable: number } => {
  let working = 1;
  for (const incident of active) working *= 1 - (incident.threeDsFailure?.(payment) ?? 0);
  const frictionless = frictionlessShare(payment);
  const available = working * (1 - unavailableShare);
  return {
    authenticated: available * (frictionless + (1 - frictionless) * passedShare(payment)),
    unavailable: working * unavailableShare,
  };
};

const unavailableShare = 0.015;

const frictionlessShare = (payment: Payment): number => {
  const country = countries[payment.card.country] as (typeof countries)[number];
  return country.frictionlessShare - 0.5 * (payment.fraudScore / 10_000 - 0.13);
};

/** A fraudster rarely passes; on a phone a few more shoppers pass than elsewhere. */
const passedShare = (payment: Payment): number =>
  payment.isFraud ? 0.15 : payment.device === device.mobile ? 0.88 : 0.85;

/** The issuer may treat the payment as authenticated. */
export const isAuthenticatedBy = (result: number): boolean =>
  result === threeDs.frictionless || result === threeDs.challenged;
