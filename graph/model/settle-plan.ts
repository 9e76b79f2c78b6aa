import { specialistNames } from "../../agents/agent-name.ts";
import { DependencyError } from "../../errors.ts";
import { metric } from "../../lakehouse/dictionary/metric.ts";
import type { Filters, Range } from "../../lakehouse/scope.ts";
import { findNumerals } from "../grounding/find-numerals.ts";
import type { Plan } from "../plan.ts";
import { openQuestion } from "../question/not-understood.ts";
import { noPeriodNamed } from "../question/plan-parts.ts";
import { foldedWords } from "../question/words/token.ts";
import type { Decision, PlanningInput } from "./planner.ts";
import { rangeLabel } from "./range-label.ts";

/** A model that sends everybody has chosen nobody. */
const mostAdded = 2;

/**
 * One plan of two readings. What the question reader read stands: intent, names, a period that the question names. The
 * model adds specialists, reads a period where the reader found none, and plans alone where the reader did not understand.
 * Throws DependencyError where the model's decision is not usable.
 */
export const settlePlan = (decision: Decision, input: PlanningInput): Plan => {
  const { draft } = input;
  requireUsable(decision, input);
  if (draft.outcome === "answer") return refined(decision, input);
  if (draft.message !== openQuestion || decision.outcome !== "answer") return draft;
  return alone(decision, input);
};

const requireUsable = (decision: Decision, { catalogue, draft, aliases }: PlanningInput): void => {
  const { outcome, agents, message, options } = decision;
  const isAnswer = outcome === "answer";
  if (isAnswer && agents.length === 0) throw unusable("it asked no agent");
  if (!isAnswer && message === null) throw unusable("it gave no reason");
  if ([message ?? "", ...options].some((text) => findNumerals(text).length > 0))
    throw unusable("it wrote numbers of its own");
  if (decision.metric !== null && metric(decision.metric) === null)
    throw unusable("it named a metric that is not defined");
  for (const { dimension, values } of decision.filters)
    if (values.some((value) => aliases.value(dimension, value) === null))
      throw unusable("it named a value that the data do not have");
  if (decision.range !== null && !hasData(decision.range, catalogue.firstEvent, draft))
    throw unusable("its range has no data");
  if (!isAnswer && draft.outcome === "answer") throw unusable("it would not answer");
};

const hasData = (
  { from, to }: { from: string; to: string },
  firstEvent: string | null,
  { scope }: Plan,
): boolean =>
  Date.parse(from) < Date.parse(to) &&
  Date.parse(from) <= Date.parse(scope.asOf) &&
  (firstEvent === null || Date.parse(to) > Date.parse(firstEvent));

const unusable = (why: string): DependencyError =>
  new DependencyError(`its plan is not usable: ${why}`);

const refined = (decision: Decision, input: PlanningInput): Plan => {
  const { draft } = input;
  const added = decision.agents.filter((name) => !draft.agents.includes(name));
  const asked = added.length <= mostAdded ? [...draft.agents, ...added] : draft.agents;
  const agents = specialistNames.filter((name) => asked.includes(name));
  const isOpenPeriod = draft.assumptions.some((said) => said.startsWith(noPeriodNamed));
  if (!isOpenPeriod || input.overrides?.range !== undefined || !namesPeriod(decision, input))
    return { ...draft, agents };
  return {
    ...draft,
    agents,
    scope: {
      ...draft.scope,
      range: rangeOf(decision, draft),
      compare: comparisonOf(decision, input),
    },
    assumptions: [
      ...draft.assumptions.filter((said) => !said.startsWith(noPeriodNamed)),
      "the period is as the model read it",
    ],
  };
};

/** The reader found nothing to go by: the model's reading is followed, and the answer says so. */
const alone = (decision: Decision, input: PlanningInput): Plan => {
  const { draft, overrides, aliases } = input;
  const filters: Filters = {};
  for (const { dimension, values } of decision.filters)
    filters[dimension] = values.flatMap((value) => aliases.value(dimension, value) ?? []);
  const hasPeriod = namesPeriod(decision, input);
  const { range, compare } = draft.scope;
  return {
    outcome: "answer",
    agents: specialistNames.filter((name) => decision.agents.includes(name)),
    intent: decision.intent,
    scope: {
      ...draft.scope,
      range: overrides?.range ?? (hasPeriod ? rangeOf(decision, draft) : range),
      compare: hasPeriod ? comparisonOf(decision, input) : (overrides?.compare ?? compare),
      filters: overrides?.filters ?? filters,
    },
    by: decision.by,
    metric: decision.metric,
    message: null,
    options: [],
    assumptions: [
      `the question was read by the model alone, as ${decision.intent.replaceAll("_", " ")}`,
      ...(hasPeriod ? [] : draft.assumptions),
    ],
  };
};

/** A period is taken only where the model shows the words that name it, and the question has them. */
const namesPeriod = ({ periodWords, range }: Decision, { question }: PlanningInput): boolean => {
  if (range === null) return false;
  const words = foldedWords(periodWords ?? "").join(" ");
  return words !== "" && ` ${foldedWords(question).join(" ")} `.includes(` ${words} `);
};

const rangeOf = ({ range }: Decision, draft: Plan): Range =>
  range === null ? draft.scope.range : labelled(range, draft);

const comparisonOf = ({ compare }: Decision, { draft, overrides }: PlanningInput): Range | null =>
  overrides?.compare === undefined ? compare && labelled(compare, draft) : overrides.compare;

const labelled = (period: { from: string; to: string }, { scope }: Plan): Range => {
  const from = new Date(period.from).toISOString();
  const to = new Date(period.to).toISOString();
  const isSame = (known: Range): boolean =>
    Date.parse(known.from) === Date.parse(from) && Date.parse(known.to) === Date.parse(to);
  const known = [scope.range, scope.compare].find((one) => one !== null && isSame(one));
  return known ?? { from, to, label: rangeLabel(from, to) };
};
