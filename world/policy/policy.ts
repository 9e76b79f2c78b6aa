import type { PaymentFacts } from "./facts.ts";

/** What to do about authentication: ask for 3-D Secure, ask to be exempted from it, or neither. */
export const stepUps = ["none", "3ds", "low_value", "tra"] as const;
export type StepUp = (typeof stepUps)[number];

/** How a merchant acts. Pure functions of the facts: the same facts get the same decision. */
export interface Policy {
  /** `route_policy` of its attempts. */
  readonly name: string;
  /**
   * Writes the probability of each processor, in the order of `PolicySetting.processors`; they sum to 1. The world draws
   * from them and logs the probability of the one drawn, so the logged propensity is right by construction.
   */
  readonly routing: (facts: PaymentFacts, shares: Float64Array) => void;
  /** After a decline: minutes until the merchant repeats the attempt (0 at once), or null to leave it. */
  readonly retry: (facts: PaymentFacts) => number | null;
  /** Before an attempt by the shopper over the internet, without a wallet. */
  readonly stepUp: (facts: PaymentFacts) => StepUp;
}

/** What a policy is told about the world it will act in. */
export interface PolicySetting {
  readonly processors: readonly string[];
}

export type PolicyFactory = (setting: PolicySetting) => Policy;
