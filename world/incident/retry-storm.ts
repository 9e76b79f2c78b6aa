import { uniform } from "../random/counter.ts";
import { busiestMerchants, chosen, type Planter, windowOf } from "./plant-setting.ts";

const draws = { pause: 210 } as const;
const attemptsAtMost = 14;

/** A merchant's billing system repeats every decline within the minute, over and over. */
export const retryStorm: Planter = (setting) => {
  const merchant = chosen(
    setting,
    "retry storm",
    busiestMerchants(setting, "Subscription").slice(0, 2),
  );
  return {
    kind: "retry_storm",
    about: `${merchant.id} repeats every declined attempt within a minute, up to ${attemptsAtMost} times.`,
    ...windowOf(setting, 4.2, 14),
    cell: { merchant_id: [merchant.id] },
    foundBy: "retry",
    repeatAfterMs: (payment) =>
      payment.merchant.index === merchant.index && payment.attemptNo < attemptsAtMost
        ? 15_000 + Math.floor(45_000 * uniform(payment.key, draws.pause, payment.attemptNo))
        : null,
  };
};
