import type { PaymentFacts } from "./facts.ts";
import type { Policy, PolicyFactory, StepUp } from "./policy.ts";

/** Share of attempts whose processor is drawn evenly from all, so that others can be compared with the first choice. */
const exploration = 0.05;

/** Days between the attempts of a billing, whatever the decline said. */
const billingWaitDays = [1, 2, 2, 2];
const minutesPerDay = 1440;

/** Declines after which even this merchant stops. */
const givenUp = new Set(["LOST_OR_STOLEN_CARD", "STOP_PAYMENT_ORDER", "BLOCKED_BY_RULE"]);

/** A plausible merchant: one fixed processor and a backup, fixed retry intervals, 3-D Secure where the law wants it. */
export const defaultPolicy: PolicyFactory = ({ processors }): Policy => ({
  name: "static-rules",
  routing: (facts, shares) => {
    const isTerminal = facts.entryMode === "chip" || facts.entryMode === "contactless";
    const isCascade = !facts.isRecurring && facts.previousReason === "PROCESSOR_ERROR";
    const first = processors.indexOf(isCascade ? facts.backup : facts.primary);
    const explored = isTerminal ? 0 : exploration;
    shares.fill(explored / processors.length);
    shares[first] = (shares[first] ?? 0) + 1 - explored;
  },
  retry: (facts) => {
    if (givenUp.has(facts.previousReason ?? "")) return null;
    if (facts.isRecurring) {
      const days = billingWaitDays[facts.attemptNo - 1];
      return days === undefined ? null : days * minutesPerDay;
    }
    return repeatsAtOnce(facts) ? 0 : null;
  },
  stepUp: regulatedStepUp,
});

/** Once: with authentication where the issuer asks for it, through the backup where the processor failed. */
const repeatsAtOnce = ({ attemptNo, previousReason, entryMode }: PaymentFacts): boolean =>
  attemptNo === 1 &&
  entryMode === "ecom" &&
  (previousReason === "AUTHENTICATION_REQUIRED" || previousReason === "PROCESSOR_ERROR");

/** Small and harmless payments ask for an exemption; elsewhere only the suspicious are stepped up. */
export function regulatedStepUp(facts: PaymentFacts): StepUp {
  if (facts.previousReason === "AUTHENTICATION_REQUIRED") return "3ds";
  if (!facts.isRegulated) return facts.fraudScore > 0.45 ? "3ds" : "none";
  if (facts.amountUsd < 3_000) return "low_value";
  return facts.fraudScore < 0.08 && facts.amountUsd < 10_000 ? "tra" : "3ds";
}
