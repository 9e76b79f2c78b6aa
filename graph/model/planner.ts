import { z } from "zod";
import type { Agent } from "../../agents/agent.ts";
import { SpecialistName } from "../../agents/agent-name.ts";
import { Intent } from "../../agents/intent.ts";
import { Dimension, dimensions } from "../../lakehouse/dictionary/dimension.ts";
import { metrics } from "../../lakehouse/dictionary/metrics.ts";
import type { AskInput } from "../ask.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Plan } from "../plan.ts";
import { type Aliases, isOpen } from "./aliases.ts";
import type { Chat } from "./chat.ts";
import { settlePlan } from "./settle-plan.ts";
import type { Spending } from "./spending.ts";

const Period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

/** What the planner decides; everything is an enum, a date or a value of the catalogue. */
export const Decision = z.object({
  outcome: z.enum(["answer", "refuse", "clarify"]),
  agents: z.array(SpecialistName),
  intent: Intent,
  range: Period.nullable().default(null).describe("half-open, UTC; null where none is named"),
  periodWords: z
    .string()
    .nullable()
    .default(null)
    .describe("the words of the question that name the period, copied; null where none do"),
  compare: Period.nullable().default(null),
  filters: z
    .array(z.object({ dimension: Dimension, values: z.array(z.string()).min(1) }))
    .default([]),
  by: z.array(Dimension).default([]),
  metric: z.string().nullable().default(null),
  message: z.string().nullable().default(null),
  options: z.array(z.string()).default([]),
});
export type Decision = z.infer<typeof Decision>;

export interface PlanningInput {
  readonly question: string;
  readonly catalogue: Catalogue;
  readonly aliases: Aliases;
  /** How the question reader understood it: a proposal, and what stands for everything the model must not decide. */
  readonly draft: Plan;
  /** What was asked before in this conversation. */
  readonly previous: Plan | null;
  readonly overrides: AskInput["scope"];
  readonly signal: AbortSignal;
  readonly spending: Spending;
}

/** Most values of a dimension that the planner is shown. */
const mostValues = 24;

/**
 * A plan by the model. It sees the question, the dictionary, the values that exist and the as-of, never rows and no name
 * that data chose. Throws DependencyError where the reply is not usable: an unknown value, an impossible range, numbers
 * in its words.
 */
export const planWithModel = async (
  chat: Chat,
  instructions: string,
  agents: readonly Agent[],
  input: PlanningInput,
): Promise<Plan> => {
  const decision = await chat.ask({
    system: instructions,
    human: JSON.stringify(briefing(agents, input)),
    reply: Decision,
    signal: input.signal,
    spending: input.spending,
  });
  return settlePlan(decision, input);
};

const briefing = (
  agents: readonly Agent[],
  { question, catalogue, aliases, draft, previous }: PlanningInput,
) => ({
  question,
  asOf: draft.scope.asOf,
  firstEvent: catalogue.firstEvent,
  specialists: agents.map(({ name, handles }) => ({ name, handles })),
  dimensions: dimensions.map(({ id, words: [word] }) => ({
    id,
    word,
    ...(!isOpen(id) && {
      values: (catalogue.values[id] ?? [])
        .slice(0, mostValues)
        .map((value) => aliases.alias(id, value)),
    }),
  })),
  named: aliases.namedIn(question).map(({ dimension, alias }) => ({ dimension, value: alias })),
  metrics: metrics.map(({ id, words: [word] }) => ({ id, word })),
  firstReading: summaryOf(draft, aliases),
  before: previous && summaryOf(previous, aliases),
});

/** A plan in a few hundred bytes, without a word that anybody but code chose. */
const summaryOf = ({ outcome, agents, intent, scope, by, metric }: Plan, aliases: Aliases) => ({
  outcome,
  agents,
  intent,
  range: periodOf(scope.range),
  compare: scope.compare && periodOf(scope.compare),
  filters: aliases.aliasFilters(scope.filters),
  by,
  metric,
});

const periodOf = ({ from, to }: z.infer<typeof Period>) => ({ from, to });
