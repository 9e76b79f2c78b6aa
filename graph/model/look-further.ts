import { z } from "zod";
import type { Agent, Report, Task, Workbench } from "../../agents/agent.ts";
import type { Intent } from "../../agents/intent.ts";
import { BudgetError, DependencyError } from "../../errors.ts";
import { Dimension, dimensionIds } from "../../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../../lakehouse/scope.ts";
import type { Aliases } from "./aliases.ts";
import type { Chat } from "./chat.ts";
import type { Line } from "./client.ts";
import { renamedReport } from "./renamed-report.ts";
import { schemaOf } from "./schema-of.ts";
import type { Spending } from "./spending.ts";
import type { AskedCall, OfferedTool } from "./tool-call.ts";

export interface LookingInput {
  readonly question: string;
  readonly agent: Agent;
  readonly task: Task;
  /** What the playbook found. */
  readonly report: Report;
  /** A workbench of the agent over a scope. */
  bench(scope: Task["scope"]): Workbench;
  readonly signal: AbortSignal;
  readonly aliases: Aliases;
  readonly spending: Spending;
  /** Hears of each report as it is made, so that none is lost when time runs out. */
  onReport(report: Report): void;
  /** Requests to the model. */
  readonly rounds: number;
}

const Input = z.strictObject({
  by: z.array(Dimension).max(2).default([]),
  within: z.partialRecord(Dimension, z.array(z.string()).min(1).max(8)).default({}),
});

/** Calls of one turn that are followed; the rest are dropped, as small models drop them too. */
const mostCallsATurn = 4;

/**
 * Lets a model send a specialist to look further: at one of its own checks, over a part of the traffic. The model chooses
 * from closed lists; the specialist's code looks, through its own workbench, and writes what it finds. Returns why it ended
 * early, in words; null where the model was done.
 */
export const lookFurther = async (
  chat: Chat,
  instructions: string,
  input: LookingInput,
): Promise<string | null> => {
  const { agent, question, signal, spending } = input;
  const tools = agent.looks.map(toolOf);
  const lines: Line[] = [{ role: "user", text: briefing(question, input) }];
  const done = new Set<string>([keyOf(input.task.intent, { by: input.task.by, within: {} })]);
  if (tools.length === 0) return null;
  try {
    for (let round = 0; round < input.rounds; round += 1) {
      const asked = await chat.calls({
        system: instructions,
        lines,
        tools,
        signal,
        spending,
      });
      const calls = asked.slice(0, mostCallsATurn);
      if (calls.length === 0) break;
      lines.push({ role: "model", calls });
      const known = done.size;
      for (const call of calls) lines.push(await answered(call, input, done));
      // Why: a model that asks for what it has again and again will go on doing so.
      if (done.size === known) break;
    }
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DependencyError || error instanceof BudgetError)) throw error;
    return error.message;
  }
};

const answered = async (call: AskedCall, input: LookingInput, done: Set<string>): Promise<Line> => {
  const said = (text: string): Line => ({ role: "tool", call, text });
  const intent = input.agent.looks.find((look) => look === call.name);
  if (intent === undefined) return said("There is no such tool.");
  const parsed = Input.safeParse(call.input);
  if (!parsed.success) return said("The input does not fit the schema.");
  const cell = cellOf(parsed.data.within, input);
  if (cell === null) return said("The data have no such value.");
  const look = { by: parsed.data.by, within: cell };
  const key = keyOf(intent, look);
  if (done.has(key)) return said("This was looked at already.");
  done.add(key);
  const { task, agent, aliases } = input;
  const scope = { ...task.scope, filters: { ...task.scope.filters, ...cell } };
  const asked = { intent, scope, by: look.by, metric: null };
  const own = renamedReport(await agent.playbook(asked, input.bench(scope)), `x${done.size}`);
  input.onReport(own);
  return said(JSON.stringify(summaryOf(own, aliases)));
};

const keyOf = (intent: Intent, { by, within }: { by: readonly Dimension[]; within: Filters }) =>
  JSON.stringify([intent, by, Object.entries(within).toSorted()]);

/** Values behind their aliases, within what is asked already; null where one of them is none. */
const cellOf = (
  within: Readonly<Partial<Record<Dimension, readonly string[]>>>,
  { aliases, task }: LookingInput,
): Filters | null => {
  const cell: Filters = {};
  for (const id of dimensionIds) {
    const given = within[id];
    if (given === undefined) continue;
    const values = given.map((alias) => aliases.value(id, alias));
    const known = values.flatMap((value) => value ?? []);
    const own = task.scope.filters[id];
    if (known.length < values.length) return null;
    if (own !== undefined && known.some((value) => !own.includes(value))) return null;
    cell[id] = known;
  }
  return cell;
};

const toolOf = (intent: Intent): OfferedTool => ({
  name: intent,
  description: `Looks at ${intent.replaceAll("_", " ")} in a part of the traffic.`,
  schema: schemaOf(Input),
});

const briefing = (question: string, { agent, task, report, aliases }: LookingInput): string =>
  JSON.stringify({
    question,
    task: agent.handles,
    asked: {
      intent: task.intent,
      by: task.by,
      filters: aliases.aliasFilters(task.scope.filters),
    },
    ...summaryOf(report, aliases),
  });

/** Findings with their slots, without a number and without a name that data chose. */
const summaryOf = ({ findings, missing }: Report, aliases: Aliases) => ({
  found: findings.map(({ kind, severity, title, cell }) => ({
    kind,
    severity,
    title: aliases.hide(title),
    cell: aliases.aliasFilters(cell),
  })),
  missing,
});
