import { processors } from "../entity/processor.ts";
import { chosen, type Planter, windowOf } from "./plant-setting.ts";

/** A feed delivers what it had delivered before once more, under new transaction ids. */
export const duplicateReplay: Planter = (setting) => {
  const replaying = chosen(
    setting,
    "duplicate replay",
    processors.map((_, index) => index),
  );
  const processor = processors[replaying];
  return {
    kind: "duplicate_replay",
    about: `The feed ${processor?.source} delivers every attempt twice, under two ids.`,
    ...windowOf(setting, 3.15, 4),
    cell: { source: [processor?.source ?? ""] },
    foundBy: "performance",
    repeats: (route) => route === replaying,
  };
};
