import type { Agent } from "../agents/agent.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import { loadCatalogue } from "../lakehouse/catalogue.ts";
import type { Warehouse } from "../lakehouse/warehouse.ts";
import { type Budget, defaultBudget } from "./budget.ts";
import { createCallerMeters } from "./caller-meters.ts";
import type { Catalogue } from "./catalogue.ts";
import { createVocabulary, type Vocabulary } from "./grounding/vocabulary.ts";
import type { readQuestion } from "./question/read-question.ts";
import type { RunEnvironment } from "./run.ts";

/** What a composition root gives; the same for questions and for scheduled runs. */
export interface AskDependencies {
  /**
   * One state of the data as a caller may see it, held until the run is over: `until` aborts then. Throws NoDataError where
   * nothing is loaded.
   */
  readonly warehouse: (until: AbortSignal, caller: Caller) => Promise<Warehouse>;
  readonly agents: readonly Agent[];
  /** Milliseconds, for durations only; never in an answer. */
  readonly clock: () => number;
  readonly newRunId: () => string;
  readonly onBug: (error: unknown) => void;
  readonly budget?: Partial<Budget>;
  /** Given, the answer says how far the data end before it. Left out, the same data give the same bytes on every day. */
  readonly now?: () => Date;
  /** Default the catalogue in gold, read once for each warehouse object. */
  readonly loadCatalogue?: (warehouse: Warehouse) => Promise<Catalogue>;
  /** Default the question reader. */
  readonly readQuestion?: typeof readQuestion;
}

/** The environment of runs over these dependencies. */
export const runEnvironment = (
  dependencies: AskDependencies,
  hasModel: boolean,
): RunEnvironment => ({
  ...dependencies,
  budget: budgetOf(dependencies),
  meterOf: createCallerMeters(budgetOf(dependencies).caller, dependencies.clock),
  catalogueOf: onceFor(dependencies.loadCatalogue ?? loadCatalogue),
  hasModel,
});

const budgetOf = ({ budget }: AskDependencies): Budget => ({ ...defaultBudget, ...budget });

type Known = { catalogue: Catalogue; vocabulary: Vocabulary };

/** A warehouse object stands for one state of the data: its catalogue is read once. */
const onceFor = (
  load: (warehouse: Warehouse) => Promise<Catalogue>,
): ((warehouse: Warehouse) => Promise<Known>) => {
  const known = new WeakMap<Warehouse, Promise<Known>>();
  return (warehouse) => {
    const before = known.get(warehouse);
    if (before !== undefined) return before;
    const loading = load(warehouse).then((catalogue) => ({
      catalogue,
      vocabulary: createVocabulary(catalogue.values),
    }));
    known.set(warehouse, loading);
    loading.catch(() => known.delete(warehouse));
    return loading;
  };
};
