import { createHash } from "node:crypto";
import { attemptColumnNames } from "./attempt-columns.ts";
import type { World } from "./world.ts";

/** A hash of everything that a world emits, to the bit. */
export const fingerprint = (world: World): string => {
  const hash = createHash("sha256");
  for (const { attempts, disputes, fxRates } of world.stretches()) {
    for (const name of attemptColumnNames)
      hash.update(attempts.columns[name].subarray(0, attempts.count));
    hash.update(JSON.stringify([disputes, fxRates]));
  }
  return hash.update(JSON.stringify([world.dictionaries, world.truth()])).digest("hex");
};
