import type { Payment } from "../demand/payment.ts";
import type { Incident } from "../incident/incident.ts";
import type { Policy, StepUp } from "./policy.ts";

/** A policy as the simulation calls it. Only the oracle looks beyond the facts. */
export interface Actor {
  readonly name: string;
  readonly routing: (payment: Payment, active: readonly Incident[], shares: Float64Array) => void;
  readonly retry: (payment: Payment, active: readonly Incident[]) => number | null;
  readonly stepUp: (payment: Payment, active: readonly Incident[]) => StepUp;
}

export const actorOf = (policy: Policy): Actor => ({
  name: policy.name,
  routing: (payment, _active, shares) => policy.routing(payment.facts, shares),
  retry: (payment) => policy.retry(payment.facts),
  stepUp: (payment) => policy.stepUp(payment.facts),
});
