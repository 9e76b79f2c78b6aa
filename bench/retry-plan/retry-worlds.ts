import {
  fitRetryModel,
  paydayBetween,
  planRetry,
  type RetryModel,
  type RetryTrial,
} from "../../analysis/retry-plan.ts";
import { reasonOf } from "../../lakehouse/decline/reason-of.ts";
import { declineReason } from "../../lakehouse/decline/reasons.ts";
import { defaultPolicy } from "../../world/policy/default-policy.ts";
import type { PaymentFacts } from "../../world/policy/facts.ts";
import type { PolicyFactory } from "../../world/policy/policy.ts";
import { keyOf, uniform } from "../../world/random/counter.ts";
import { createWorld } from "../../world/world.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** A payment is given up this long after its first decline. */
const horizonMs = 14 * dayMs;

/** Like the usual merchant, except how billings are repeated. */
const withBillingRetries =
  (name: string, retry: (facts: PaymentFacts) => number | null): PolicyFactory =>
  (setting) => {
    const usual = defaultPolicy(setting);
    return {
      ...usual,
      name,
      retry: (facts) => (facts.isRecurring ? retry(facts) : usual.retry(facts)),
    };
  };

/** One, three, five and seven days after the first decline, whatever it said. */
export const fixedRetries = withBillingRetries(
  "fixed-days",
  ({ attemptNo }) => ([1, 2, 2, 2][attemptNo - 1] ?? 0) * 1_440 || null,
);

/** Repeats at any hour of the next week, for learning. */
const randomRetries = withBillingRetries("explore", ({ attemptNo, startedAt, bin }) =>
  attemptNo > 4 ? null : 60 + Math.floor(uniform(keyOf(startedAt, bin), 5, attemptNo) * 7 * 1_440),
);

/** What the model expects is made, what the rules forbid is not. */
export const plannedRetries = (model: RetryModel): PolicyFactory =>
  withBillingRetries("planned", (facts) => {
    const { previousReason: reason, at, startedAt, attemptNo, previousAdvice } = facts;
    const rule = declineReason(reason ?? "OTHER")?.retry.rule;
    if (reason === null || rule === undefined || rule === "never" || attemptNo > 5) return null;
    if (previousAdvice === "03" || previousAdvice === "21") return null;
    const planned = planRetry(
      model,
      {
        reason,
        declines: attemptNo,
        firstDeclineAt: startedAt,
        lastDeclineAt: at,
        notBefore: at,
        until: startedAt + horizonMs,
      },
      { amount: facts.amountUsd, margin: 0.2, cost: 20, minimumChance: 0.1, impatience: 0.02 },
    );
    return planned === null ? null : Math.max(60, (planned.at - at) / minuteMs);
  });

interface Options {
  readonly seed: number;
  readonly days: number;
  readonly paymentsPerDay: number;
}

export interface RetryOutcome {
  readonly failed: number;
  readonly retries: number;
  readonly recovered: number;
  readonly recoveredUsdMinor: number;
}

interface Tried {
  readonly at: number;
  readonly reason: string | null;
  readonly amountUsd: number;
  readonly isApproved: boolean;
}

/** Billings whose first attempt was declined early enough to be followed to their end, try by try. */
function* failedBillings(options: Options, policy: PolicyFactory): Generator<Tried[]> {
  const world = createWorld({
    ...options,
    policy,
    incidents: "none",
    endsAt: "2026-11-02T00:00:00Z",
  });
  const { declineCode } = world.dictionaries;
  const reasons = declineCode.map((code) => reasonOf("event", code, null).reason);
  const payments = new Map<number, Tried[]>();
  for (const { attempts } of world.stretches())
    for (let row = 0; row < attempts.count; row += 1) {
      const { columns: c, latent } = attempts;
      if (c.is_recurring[row] !== 1 || c.amount[row] === 0) continue;
      const id = c.payment_id[row] ?? 0;
      const own = payments.get(id) ?? [];
      const isApproved = c.is_approved[row] === 1;
      if (own.length === 0 && isApproved) continue;
      if (own.length === 0 && c.attempt_no[row] !== 1) continue;
      own.push({
        at: c.event_timestamp[row] ?? 0,
        reason: reasons[c.decline_code_raw[row] ?? -1] ?? null,
        amountUsd: latent.amountUsd[row] ?? 0,
        isApproved,
      });
      payments.set(id, own);
    }
  for (const own of payments.values())
    if ((own[0]?.at ?? 0) < world.endsAt - horizonMs - dayMs) yield own;
}

/** What became of the failed billings of a world under a policy. */
export const retryOutcome = (options: Options, policy: PolicyFactory): RetryOutcome => {
  let failed = 0;
  let retries = 0;
  let recovered = 0;
  let recoveredUsdMinor = 0;
  for (const tries of failedBillings(options, policy)) {
    failed += 1;
    retries += tries.length - 1;
    if (tries.at(-1)?.isApproved !== true) continue;
    recovered += 1;
    recoveredUsdMinor += tries[0]?.amountUsd ?? 0;
  }
  return { failed, retries, recovered, recoveredUsdMinor: Math.round(recoveredUsdMinor) };
};

/** Learns from a world whose billings were repeated at random times. */
export const learnedModel = (options: Options): RetryModel => {
  const trials: RetryTrial[] = [];
  for (const tries of failedBillings(options, randomRetries))
    tries.slice(1).forEach((one, place) => {
      const before = tries[place];
      if (before?.reason == null) return;
      trials.push({
        situation: {
          reason: before.reason,
          declines: place + 1,
          payday: paydayBetween(before.at, one.at),
          days: Math.floor((one.at - before.at) / dayMs),
        },
        retries: 1,
        approved: one.isApproved ? 1 : 0,
      });
    });
  return fitRetryModel(trials);
};
