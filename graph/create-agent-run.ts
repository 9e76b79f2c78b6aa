import type { AgentName } from "../agents/agent-name.ts";
import { specialistNames } from "../agents/agent-name.ts";
import { UsageError } from "../errors.ts";
import { type Caller, localCaller } from "../lakehouse/access/caller.ts";
import type { AskEvent } from "./ask-event.ts";
import { lagWords } from "./lag-words.ts";
import type { Plan } from "./plan.ts";
import { readQuestion } from "./question/read-question.ts";
import { run } from "./run.ts";
import { type AskDependencies, runEnvironment } from "./run-environment.ts";

export interface AgentRunOptions {
  readonly signal: AbortSignal;
  /** ISO 8601; default the data's newest event time. */
  readonly asOf?: string | undefined;
  /** On whose behalf. Default: whoever sits at this machine. */
  readonly caller?: Caller | undefined;
}

/** One agent over its default scope: the same events as a question. Throws UsageError for a name that is no agent. */
export type AgentRun = (name: AgentName, options: AgentRunOptions) => AsyncIterable<AskEvent>;

/** Runs without a question: `pay agent NAME` and the schedule. The orchestrator's asks every specialist. */
export const createAgentRun = (dependencies: AskDependencies): AgentRun => {
  const environment = runEnvironment(dependencies, false);
  const { agents, readQuestion: read = readQuestion, now } = dependencies;

  return (name, { signal, asOf, caller = localCaller }) => {
    const agent = agents.find((candidate) => candidate.name === name);
    if (agent === undefined) throw new UsageError(`There is no agent named ${name}.`);
    const question = `Scheduled check: ${agent.handles}`;
    return run(
      environment,
      {
        question,
        threadId: null,
        caller,
        assign: ({ catalogue }) => ({
          write: null,
          look: null,
          planWithModel: null,
          // Why: the reader owns the default period; "how are things" names none.
          plan: (): Plan => ({
            ...read("How are things?", catalogue, { asOf }),
            agents: specialistNames.filter((one) => name === "orchestrator" || one === name),
            intent: agent.defaultIntent,
          }),
          lag: now === undefined ? null : lagWords(catalogue.asOf ?? "", now()),
        }),
      },
      signal,
    );
  };
};
