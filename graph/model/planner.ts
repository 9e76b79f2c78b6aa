import { z } from "zod";
import type { Agent } from "../../agents/agent.ts";
import { SpecialistName, specialistNames } from "../../agents/agent-name.ts";
import { Intent } from "../../agents/intent.ts";
import { DependencyError } from "../../errors.ts";
import { Dimension, dimensions } from "../../lakehouse/dictionary/dimension.ts";
import { metric } from "../../lakehouse/dictionary/metric.ts";
import { metrics } from "../../lakehouse/dictionary/metrics.ts";
import type { Filters, Range } from "../../lakehouse/scope.ts";
import type { AskInput } from "../ask.ts";
import type { Catalogue } from "../catalogue.ts";
import { findNumerals } from "../grounding/find-numerals.ts";
import type { Plan } from "../plan.ts";
import type { Chat } from "./chat.ts";
import { rangeLabel } from "./range-label.ts";

const Period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

/** What the planner decides; everything is an enum, a date or a value of the catalogue. */
const Decision = z.object({
  outcome: z.enum(["answer", "refuse", "clarify"]),
  agents: z.array(SpecialistName),
  intent: Intent,
  range: Period.describe("half-open, UTC"),
  compare: Period.nullable(),
  filters: z.array(z.object({ dimension: Dimension, values: z.array(z.string()).min(1) })),
  by: z.array(Dimension),
  metric: z.string().nullable(),
  message: z.string().nullable(),
  options: z.array(z.string()),
});
type Decision = z.infer<typeof Decision>;

export interface PlanningInput {
  readonly question: string;
  readonly catalogue: Catalogue;
  /** How the question reader understood it: a proposal, and what stands for everything the model must not decide. */
  readonly draft: Plan;
  readonly overrides: AskInput["scope"];
  readonly signal: AbortSignal;
}

/** Most values of a dimension that the planner is shown. */
const mostValues = 60;

/**
 * A plan by the model. It sees the question, the dictionary, the values that exist and the as-of, never rows.
 * Throws DependencyError where the reply is not usable: an unknown value, an impossible range, numbers in its words.
 */
export const planWithModel = async (
  chat: Chat,
  instructions: string,
  agents: readonly Agent[],
  input: PlanningInput,
): Promise<Plan> => {
  const decision = await chat({
    system: instructions,
    human: JSON.stringify(briefing(agents, input)),
    reply: Decision,
    signal: input.signal,
  });
  return planOf(decision, input);
};

const briefing = (agents: readonly Agent[], { question, catalogue, draft }: PlanningInput) => ({
  question,
  asOf: draft.scope.asOf,
  firstEvent: catalogue.firstEvent,
  specialists: agents.map(({ name, handles }) => ({ name, handles })),
  dimensions: dimensions.map(({ id, words }) => ({
    id,
    words,
    values: catalogue.values[id]?.slice(0, mostValues) ?? [],
  })),
  metrics: metrics.map(({ id, words }) => ({ id, words })),
  firstReading: draft,
});

const planOf = (decision: Decision, { catalogue, draft, overrides }: PlanningInput): Plan => {
  const { outcome, intent, by, message, options } = decision;
  const isAnswer = outcome === "answer";
  const agents = specialistNames.filter((name) => decision.agents.includes(name));
  if (isAnswer && agents.length === 0) throw unusable("it asked no agent");
  if (!isAnswer && message === null) throw unusable("it gave no reason");
  if ([message ?? "", ...options].some((text) => findNumerals(text).length > 0))
    throw unusable("it wrote numbers of its own");
  const range = overrides?.range ?? rangeOf(decision.range, draft, catalogue);
  const compared = decision.compare && rangeOf(decision.compare, draft, catalogue);
  const sameRange = range.from === draft.scope.range.from && range.to === draft.scope.range.to;
  return {
    outcome,
    agents: isAnswer ? agents : [],
    intent,
    scope: {
      ...draft.scope,
      range,
      compare: overrides?.compare === undefined ? compared : overrides.compare,
      filters: overrides?.filters ?? filtersOf(decision.filters, catalogue),
    },
    by,
    metric: metricOf(decision.metric),
    ...(intent === draft.intent && draft.move && { move: draft.move }),
    message: isAnswer ? null : message,
    options,
    assumptions: sameRange ? draft.assumptions : [],
  };
};

const unusable = (why: string): DependencyError =>
  new DependencyError(`its plan is not usable: ${why}`);

const rangeOf = (period: z.infer<typeof Period>, draft: Plan, catalogue: Catalogue): Range => {
  const { range, compare, asOf } = draft.scope;
  const from = new Date(period.from).toISOString();
  const to = new Date(period.to).toISOString();
  const known = [range, compare].find(
    (candidate) =>
      candidate !== null && sameInstant(candidate.from, from) && sameInstant(candidate.to, to),
  );
  if (known) return known;
  const isPast = Date.parse(from) < Date.parse(to) && Date.parse(from) <= Date.parse(asOf);
  const hasData =
    catalogue.firstEvent === null || Date.parse(to) > Date.parse(catalogue.firstEvent);
  if (!isPast || !hasData) throw unusable("its range has no data");
  return { from, to, label: rangeLabel(from, to) };
};

const metricOf = (id: string | null): string | null => {
  if (id !== null && metric(id) === null) throw unusable("it named a metric that is not defined");
  return id;
};

const sameInstant = (a: string, b: string): boolean => Date.parse(a) === Date.parse(b);

const filtersOf = (filters: Decision["filters"], catalogue: Catalogue): Filters => {
  const result: Filters = {};
  for (const { dimension, values } of filters) {
    const known = catalogue.values[dimension] ?? [];
    if (values.some((value) => !known.includes(value)))
      throw unusable("it named a value that the data do not have");
    result[dimension] = values;
  }
  return result;
};
