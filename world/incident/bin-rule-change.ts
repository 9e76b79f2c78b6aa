import { chosen, largestBanks, type Planter, windowOf } from "./plant-setting.ts";

const refusal = 0.6;

/** An issuer closes one range of its numbers to most payments over the internet. */
export const binRuleChange: Planter = (setting) => {
  const issuer = chosen(setting, "bin rule", largestBanks(setting).slice(4, 8));
  const bin = [...issuer.bins].toSorted((a, b) => b.weight - a.weight)[0];
  const digits = bin?.digits ?? 0;
  return {
    kind: "bin_rule_change",
    about: `${issuer.name} no longer permits most payments over the internet with cards of BIN ${digits}.`,
    ...windowOf(setting, 5.5, null),
    cell: { card_bin: [String(digits)], entry_mode: ["ecom", "manual", "recurring"] },
    foundBy: "decline",
    ruleRefusal: ({ card, isCardPresent }) => (card.bin === digits && !isCardPresent ? refusal : 0),
  };
};
