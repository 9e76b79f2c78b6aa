import type { AdditiveLeaf } from "../analysis/additive-movement.ts";
import type { RatioLeaf } from "../analysis/ratio-movement.ts";

/** A measure over some dimensions, now and as a baseline foresaw it, leaf by leaf: anybody's. */
export type Cube = { readonly dimensions: readonly string[] } & (
  | { readonly measure: "ratio"; readonly leaves: readonly RatioLeaf[] }
  | { readonly measure: "additive"; readonly leaves: readonly AdditiveLeaf[] }
);
