import {
  networks as eventNetworks,
  stages as eventStages,
  threeDsResults as eventThreeDsResults,
  paymentSolutions,
} from "../../lakehouse/event/attempt.ts";

/** The place of each value in its list: its code in the dictionary. */
const places = <Value extends string>(values: readonly Value[]): Readonly<Record<Value, number>> =>
  Object.fromEntries(values.map((value, place) => [value, place])) as Record<Value, number>;

export const stages = eventStages;
export const stage = places(stages);

export const networks = eventNetworks;
export const network = places(networks);

export const solutions = paymentSolutions;
export const solution = places(solutions);

export const threeDsResults = eventThreeDsResults;
export const threeDs = places(threeDsResults);

export const fundings = ["credit", "debit", "prepaid"] as const;
export type Funding = (typeof fundings)[number];
export const funding = places(fundings);

export const entryModes = ["ecom", "contactless", "chip", "manual", "recurring"] as const;
export const entryMode = places(entryModes);

export const devices = ["mobile", "desktop", "tablet"] as const;
export const device = places(devices);

export const initiators = ["shopper", "merchant"] as const;
export const initiator = places(initiators);

export const exemptions = ["low_value", "tra"] as const;
export const exemption = places(exemptions);
