import { setMaxListeners } from "node:events";
import type { Agent } from "../agents/agent.ts";
import { SpecialistName } from "../agents/agent-name.ts";
import { DependencyError, NoDataError } from "../errors.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import type { Warehouse } from "../lakehouse/warehouse.ts";
import { failedAnswer } from "./answer/plain-answer.ts";
import type { AskEvent } from "./ask-event.ts";
import type { Budget } from "./budget.ts";
import { buildGraph } from "./build-graph.ts";
import type { Catalogue } from "./catalogue.ts";
import { eventQueue } from "./event-queue.ts";
import { bug, cancelled, type Failure, failureOf } from "./failure.ts";
import type { Vocabulary } from "./grounding/vocabulary.ts";
import { createMeter, type Meter } from "./meter.ts";
import { noTracing } from "./no-tracing.ts";
import { type Assignment, createOrchestrator } from "./orchestrator.ts";
import type { Plan } from "./plan.ts";
import type { RunAnswer } from "./run-answer.ts";
import { type Tell, tellInto } from "./tell.ts";

/** What every run of one program shares. */
export interface RunEnvironment {
  /** One state of the data as a caller may see it, held until the run is over: `until` aborts then. */
  warehouse(until: AbortSignal, caller: Caller): Promise<Warehouse>;
  catalogueOf(warehouse: Warehouse): Promise<{ catalogue: Catalogue; vocabulary: Vocabulary }>;
  readonly agents: readonly Agent[];
  readonly budget: Budget;
  /** Milliseconds, for durations only. */
  clock(): number;
  newRunId(): string;
  /** Hears of what is no AppError: the run ends as failed, its text stays here. */
  onBug(error: unknown): void;
  readonly hasModel: boolean;
  /** What a caller has spent this hour. */
  meterOf(caller: Caller): Meter;
}

/** What a run knows before it plans. */
export interface Known {
  readonly catalogue: Catalogue;
  readonly vocabulary: Vocabulary;
  readonly meter: Meter;
  readonly signal: AbortSignal;
}

export interface RunRequest {
  readonly question: string;
  readonly threadId: string | null;
  /** On whose behalf the run looks at data. */
  readonly caller: Caller;
  /** Made once the data are pinned. */
  assign(known: Known): Assignment;
  /** Hears the plan that the run followed. */
  onPlan?(plan: Plan): Promise<void>;
}

/** Events that may wait for a slow reader before the run waits too. */
const queueCapacity = 256;

/**
 * Runs the graph once and yields what happens, numbered, the last event always `run.finished`. A reader who leaves
 * early cancels the run.
 */
export async function* run(
  environment: RunEnvironment,
  request: RunRequest,
  asking: AbortSignal,
): AsyncGenerator<AskEvent, void, undefined> {
  const left = new AbortController();
  const timeout = AbortSignal.timeout(environment.budget.runMs);
  const signal = AbortSignal.any([asking, left.signal, timeout]);
  // Why: every query of every agent listens to it.
  setMaxListeners(0, signal);
  const queue = eventQueue<AskEvent>(queueCapacity);
  const tell = tellInto(queue);
  const work = perform(environment, request, signal, tell).finally(() => queue.end());
  try {
    yield* queue;
  } finally {
    left.abort();
    queue.close();
    await work;
  }
}

const perform = async (
  environment: RunEnvironment,
  request: RunRequest,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> => {
  const { clock, hasModel } = environment;
  const { question, threadId } = request;
  const runId = environment.newRunId();
  const started = clock();
  const mode = hasModel ? "model" : "playbook";
  await tell({ type: "run.started", runId, threadId, question, mode });
  const { plan, answer } = await answerOf(environment, request, signal, tell);
  const { followups, ...result } = answer;
  for (const block of answer.answer.blocks) await tell({ type: "block", block });
  for (const proposal of answer.proposals) await tell({ type: "proposal", proposal });
  if (followups.length > 0) await tell({ type: "followups", questions: followups });
  await tell({
    type: "run.finished",
    result: { runId, question, plan, ...result },
    ms: clock() - started,
  });
};

interface Ending {
  readonly plan: Plan | null;
  readonly answer: RunAnswer;
}

const answerOf = async (
  environment: RunEnvironment,
  request: RunRequest,
  signal: AbortSignal,
  tell: Tell,
): Promise<Ending> => {
  let plan: Plan | null = null;
  // Why: when one node fails the graph gives up, and its siblings must not work on for nobody.
  const over = new AbortController();
  try {
    const warehouse = await environment.warehouse(over.signal, request.caller);
    const { catalogue, vocabulary } = await environment.catalogueOf(warehouse);
    if (catalogue.asOf === null)
      throw new NoDataError("Nothing is loaded yet. Load an export first: pnpm pay load FILE");
    const { budget, clock } = environment;
    const own = AbortSignal.any([signal, over.signal]);
    setMaxListeners(0, own);
    const telling: Tell = (event) => {
      if (event.type === "plan") plan = event.plan;
      return tell(event);
    };
    const meter = createMeter(budget.run, "this run", environment.meterOf(request.caller));
    const known = { catalogue, vocabulary, meter, signal: own };
    const assignment = request.assign(known);
    const { look } = assignment;
    const context = { ...known, warehouse, tell: telling, budget, clock, look };
    const orchestrator = createOrchestrator(assignment, context);
    const graph = buildGraph(orchestrator, specialistsOf(environment.agents), context);
    const final = await graph.invoke({}, { signal: own, callbacks: [noTracing] });
    if (final.plan === null || final.answer === null)
      throw new Error("the graph ended without an answer");
    await request.onPlan?.(final.plan);
    return { plan: final.plan, answer: final.answer };
  } catch (error) {
    const failure = endedBy(error, signal, environment);
    const use = environment.hasModel
      ? { configured: true as const, failures: ["the run failed"] }
      : { configured: false as const };
    return { plan, answer: failedAnswer(failure, use) };
  } finally {
    over.abort();
  }
};

const specialistsOf = (agents: readonly Agent[]): ReadonlyMap<SpecialistName, Agent> =>
  new Map(
    agents.flatMap((agent) => {
      const name = SpecialistName.safeParse(agent.name);
      return name.success ? [[name.data, agent] as const] : [];
    }),
  );

const endedBy = (error: unknown, signal: AbortSignal, environment: RunEnvironment): Failure => {
  if (signal.aborted) {
    const isTimeout =
      signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
    const seconds = environment.budget.runMs / 1_000;
    const tooSlow = new DependencyError(
      `The run had no answer within ${seconds} s and was stopped.`,
    );
    return isTimeout ? (failureOf(tooSlow) ?? cancelled) : cancelled;
  }
  const failure = failureOf(error);
  if (failure === null) environment.onBug(error);
  return failure ?? bug;
};
