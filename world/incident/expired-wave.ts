import { uniform } from "../random/counter.ts";
import { chosen, largestBanks, type Planter, windowOf } from "./plant-setting.ts";

const draws = { renewed: 230 } as const;
const share = 0.7;

/** A bank renews most of its cards at once, and what merchants have stored of them is out of date. */
export const expiredWave: Planter = (setting) => {
  const issuer = chosen(setting, "expired wave", largestBanks(setting).slice(0, 3));
  return {
    kind: "expired_wave",
    about: `${issuer.name} renewed its cards; stored credentials have expired.`,
    ...windowOf(setting, 6.6, 60),
    cell: { issuer: [issuer.name], entry_mode: ["recurring"] },
    foundBy: "decline",
    expires: ({ card, isRecurring }) =>
      isRecurring && card.issuer.index === issuer.index && uniform(card.key, draws.renewed) < share,
  };
};
