import { AgentName, agentNames } from "../agents/agent-name.ts";
import type { Config } from "../config.ts";
import { ConflictError, UsageError } from "../errors.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import type { AskResult } from "../graph/ask-result.ts";
import { deliverNotifications } from "../jobs/deliver.ts";
import { Outcome } from "../jobs/outcome.ts";
import { runScheduledAgent } from "../jobs/run-scheduled-agent.ts";
import { storedRun } from "../runs/stored-run.ts";
import type { SlotRow } from "../state/job-slots.ts";
import type { State } from "../state/open-state.ts";
import { defineCommand } from "./command.ts";
import type { CommandContext } from "./command-context.ts";
import type { ExitCode } from "./exit-code.ts";
import { failedResult } from "./failed-result.ts";
import { nearest } from "./nearest.ts";
import { outcomeLines } from "./outcome-lines.ts";
import { printRun } from "./print-run.ts";
import { dataOption, instantOf, jsonOption, withData } from "./shared-options.ts";

/** How far ahead another machine's clock may be. */
const aheadMs = 60_000;

export const agent = defineCommand({
  name: "agent",
  summary: "Run one agent over its default scope",
  operands: "NAME",
  examples: [
    { line: "pay agent decline", does: "what the decline agent finds" },
    { line: "pay agent orchestrator --json", does: "all five, ranked, as one object" },
    {
      line: "pay agent risk --slot 2026-11-24T12:00:00Z",
      does: "for a slot of the schedule: once, and told again when it was run before",
    },
  ],
  options: {
    slot: {
      type: "string",
      value: "ISO",
      describe: "the slot of the schedule that this run stands for (default: now)",
    },
    data: dataOption,
    json: jsonOption,
  },
  notes: `The agents: ${agentNames.join(", ")}. With --json, stdout is one object (AskResult). What was found is kept and compared with the run before: see pay jobs.`,
  failure: (error, [name = ""]) => failedResult(name, error),
  async run({ values, positionals }, context) {
    const name = agentNameOf(positionals);
    const slot = slotOf(values.slot);
    const config = withData(context.config(), values.data);
    const state = await context.openState(config);
    try {
      const product = await context.openProduct(config);
      try {
        const events = (signal: AbortSignal) => product.runAgent(name, { signal });
        return await runOnce({ name, slot, events, json: values.json }, { config, state, context });
      } finally {
        await product.close();
      }
    } finally {
      await state.close();
    }
  },
});

interface Asked {
  readonly name: AgentName;
  readonly slot: string;
  readonly events: (signal: AbortSignal) => AsyncIterable<AskEvent>;
  readonly json: boolean;
}
interface Around {
  readonly config: Config;
  readonly state: State;
  readonly context: CommandContext;
}

async function runOnce(
  { name, slot, events, json }: Asked,
  { config, state: { db }, context }: Around,
): Promise<ExitCode> {
  const { stderr, signal } = context;
  const { webhook } = config;
  const now = () => new Date();
  let exitCode: ExitCode | null = null;
  const result = await runScheduledAgent(
    {
      db,
      now,
      signal,
      notifies: webhook !== null,
      async run(_agent, until) {
        const told: AskResult[] = [];
        exitCode = await printRun(keeping(events(until), told), { json }, context);
        const [last] = told;
        if (last === undefined) throw new Error("a printed run has a result");
        return last;
      },
    },
    name,
    slot,
  );
  if (webhook !== null) await deliverNotifications({ db, webhook, now });
  if (result.status !== "ended")
    throw new ConflictError(
      `The ${name} agent is at work already: try again when it has finished.`,
    );
  const { row, isMine } = result;
  if (row.outcome === null || row.run_id === null) {
    if (isMine && exitCode !== null) return exitCode;
    throw new ConflictError(`The slot ${slot} of ${name} was ${row.status}: ${row.reason}`);
  }
  if (!isMine) {
    stderr.write(`This slot was run at ${row.ended_at}; this is what it found.\n`);
    exitCode = await printRun(storedRun(db, row.run_id).events(0, signal), { json }, context);
  }
  stderr.write(outcomeOf(row));
  return exitCode ?? 0;
}

async function* keeping(events: AsyncIterable<AskEvent>, told: AskResult[]) {
  for await (const event of events) {
    if (event.type === "run.finished") told.push(event.result);
    yield event;
  }
}

const outcomeOf = ({ outcome }: SlotRow): string =>
  outcome === null ? "" : `${outcomeLines(Outcome.parse(JSON.parse(outcome))).join("\n")}\n`;

function slotOf(text: string | undefined): string {
  const now = Date.now();
  if (text === undefined) return new Date(now).toISOString();
  const slot = instantOf("--slot", text);
  if (Date.parse(slot) > now + aheadMs) throw new UsageError(`--slot ${slot} has not come yet.`);
  return slot;
}

function agentNameOf(positionals: readonly string[]): AgentName {
  const [name = "", ...more] = positionals;
  const parsed = AgentName.safeParse(name);
  if (parsed.success && more.length === 0) return parsed.data;
  const meant = nearest(name, agentNames);
  const suggestion = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`Name one agent: ${agentNames.join(", ")}.${suggestion}`);
}
