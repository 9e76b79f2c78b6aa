import type { ModelSettings } from "../graph/model/model-settings.ts";
import {
  fuzzer,
  golden,
  liar,
  refusing,
  small,
  truncated,
  wanderer,
} from "../graph/model/scripted-models.fixture.ts";
import { type Brain, scripted } from "../graph/model/scripted-transport.fixture.ts";

/** Models that a case can name. Each product gets one of its own: some of them count. */
const brains: Readonly<Record<string, () => Brain>> = {
  golden: () => golden,
  "liar about rates": () => liar("99.9%"),
  "liar about units": () => liar("85.4 ms"),
  wanderer: () => wanderer,
  fuzzer: () => fuzzer(7),
  "other fuzzer": () => fuzzer(21),
  small: () => small,
  truncated: () => truncated,
  down: () => refusing(Number.POSITIVE_INFINITY, 503),
};

/** Those that do their worst. */
export const chaoticModels = [
  "liar about rates",
  "liar about units",
  "wanderer",
  "fuzzer",
  "other fuzzer",
  "small",
  "truncated",
  "down",
] as const;

export const scriptedModel = (name: string): ModelSettings => {
  const brain = brains[name];
  if (brain === undefined) throw new Error(`no scripted model is named ${name}`);
  return scripted(brain()).settings;
};
