import { processors } from "../entity/processor.ts";
import { chosen, type Planter, windowOf } from "./plant-setting.ts";

/** The events of one processor never arrive; the payments themselves go on as ever. */
export const missingFeed: Planter = (setting) => {
  const silent = chosen(
    setting,
    "missing feed",
    processors.map((_, index) => index),
  );
  const processor = processors[silent];
  return {
    kind: "missing_feed",
    about: `The feed ${processor?.source} delivers nothing; its payments went on.`,
    ...windowOf(setting, 3.6, 6),
    cell: { source: [processor?.source ?? ""] },
    foundBy: "performance",
    loses: (route) => route === silent,
  };
};
