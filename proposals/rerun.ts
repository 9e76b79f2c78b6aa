import { z } from "zod";
import { AgentName } from "../agents/agent-name.ts";
import { ConflictError } from "../errors.ts";
import type { Ask } from "../graph/ask.ts";
import { AskEvent } from "../graph/ask-event.ts";
import type { AskResult } from "../graph/ask-result.ts";
import type { AgentRun } from "../graph/create-agent-run.ts";
import { resultOf } from "../runs/result-of.ts";
import { findRun, readEvents } from "../state/runs.ts";
import type { Database } from "../state/state-tables.ts";

/** Whom to ask again. */
export interface Asker {
  readonly ask: Ask;
  readonly runAgent: AgentRun;
}

const Input = z.object({ question: z.string(), agent: AgentName.optional() });

/**
 * Runs again what a run was about, over the data of now. A question is asked with the filters that it was understood to have,
 * so that one which went on from another is not misread. Throws ConflictError when nothing came of it.
 */
export async function rerun(
  db: Database,
  { ask, runAgent }: Asker,
  runId: string,
  signal: AbortSignal,
): Promise<AskResult> {
  const run = await findRun(db, runId);
  if (run === undefined)
    throw new ConflictError(`The run ${runId} is gone: what it found cannot be computed again.`);
  const { question, agent } = Input.parse(JSON.parse(run.input));
  const events =
    agent === undefined
      ? ask({ question, scope: { filters: await filtersOf(db, runId) } }, { signal })
      : runAgent(agent, { signal });
  const result = await resultOf(events);
  if (result.failure !== undefined)
    throw new ConflictError(`The evidence cannot be computed again: ${result.failure.message}`);
  return result;
}

async function filtersOf(db: Database, runId: string) {
  for (const body of await readEvents(db, runId, 0)) {
    const event = AskEvent.parse(JSON.parse(body));
    if (event.type === "plan") return event.plan.scope.filters;
  }
  return {};
}
