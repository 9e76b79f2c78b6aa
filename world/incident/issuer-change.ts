import { chosen, largestBanks, type Planter, windowOf } from "./plant-setting.ts";

const refusal = 0.32;

/** A large bank suddenly refuses far more, whatever the way the attempts come. */
export const issuerDeclineSpike: Planter = (setting) => {
  const issuer = chosen(setting, "issuer change", largestBanks(setting).slice(0, 4));
  return {
    kind: "issuer_change",
    about: `${issuer.name} refuses about a third of what it used to approve.`,
    ...windowOf(setting, 0.8, null),
    cell: { issuer: [issuer.name] },
    foundBy: "decline",
    issuerRefusal: (payment) => (payment.card.issuer.index === issuer.index ? refusal : 0),
  };
};
