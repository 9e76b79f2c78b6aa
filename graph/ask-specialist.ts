import type { Agent, Report, Task } from "../agents/agent.ts";
import { SpecialistName } from "../agents/agent-name.ts";
import { DependencyError } from "../errors.ts";
import { type Failure, failureOf } from "./failure.ts";
import { createMeter } from "./meter.ts";
import { Outcome } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { RunContext } from "./run-context.ts";
import { spendingOf } from "./spending-of.ts";
import { createWorkshop, type Workshop } from "./workbench.ts";

/**
 * Runs one specialist's playbook within its budget, and sends it further where a model says so. An expected failure, or no
 * answer in time, becomes an outcome that says so, so that the others still answer; what the playbook found stands whatever
 * the model does after it. A bug is thrown, and so is the end of the run itself.
 */
export const askSpecialist = async (
  agent: Agent,
  plan: Plan,
  run: RunContext,
): Promise<Outcome> => {
  const name = SpecialistName.parse(agent.name);
  const { intent, scope, by, metric, move } = plan;
  const task = { intent, scope, by, metric, move };
  const label = `${agent.name}: ${intent}`;
  const timeout = AbortSignal.timeout(run.budget.specialistMs);
  const signal = AbortSignal.any([run.signal, timeout]);
  const { toolCalls, rows, looks: modelCalls } = run.budget;
  const meter = createMeter({ toolCalls, rows, modelCalls }, "this agent", run.meter);
  const workshop = createWorkshop(agent, run, meter);
  const started = run.clock();
  await run.tell({ type: "step.started", agent: name, label });

  const finish = async (
    report: Report,
    stopped: string | null,
    unavailable: Failure | null,
  ): Promise<Outcome> => {
    const receipts = workshop.receipts();
    const outcome = Outcome.parse({ agent: name, ...report, receipts, stopped, unavailable });
    await run.tell({
      type: "step.finished",
      agent: name,
      label,
      ms: run.clock() - started,
      status: unavailable === null ? "ok" : "failed",
      error: unavailable?.message ?? null,
    });
    return outcome;
  };

  let report: Report;
  try {
    report = await untilAborted(agent.playbook(task, workshop.bench(scope, signal)), signal);
  } catch (error) {
    run.signal.throwIfAborted();
    const failure = timeout.aborted ? tooSlow(run.budget.specialistMs) : failureOf(error);
    if (failure === null) throw error;
    return finish({ findings: [], proposals: [], missing: [] }, null, failure);
  }
  const spending = spendingOf(meter);
  const { reports, stopped } = await further(
    { agent, task, report, workshop, signal },
    run,
    spending,
  );
  return finish(together([report, ...reports]), stopped, null);
};

interface Played {
  readonly agent: Agent;
  readonly task: Task;
  readonly report: Report;
  readonly workshop: Workshop;
  readonly signal: AbortSignal;
}

const further = async (
  { agent, task, report, workshop, signal }: Played,
  run: RunContext,
  spending: ReturnType<typeof spendingOf>,
): Promise<{ reports: readonly Report[]; stopped: string | null }> => {
  const reports: Report[] = [];
  if (run.look === null) return { reports, stopped: null };
  try {
    const bench = (scope: Task["scope"]) => workshop.bench(scope, signal);
    const onReport = (found: Report): void => void reports.push(found);
    const looking = run.look({ agent, task, report, bench, signal, spending, onReport });
    return { reports, stopped: await untilAborted(looking, signal) };
  } catch (error) {
    run.signal.throwIfAborted();
    if (signal.aborted) return { reports, stopped: "it did not answer in time" };
    throw error;
  }
};

/** What was looked at later stands behind what the playbook found. */
const together = (reports: readonly Report[]): Report => ({
  findings: reports.flatMap(({ findings }) => findings),
  proposals: reports.flatMap(({ proposals }) => proposals),
  missing: [...new Set(reports.flatMap(({ missing }) => missing))],
});

const tooSlow = (limitMs: number): Failure => {
  const seconds = (limitMs / 1_000).toLocaleString("en");
  const { code, message, exitCode } = new DependencyError(`no answer within ${seconds} s`);
  return { code, message, exitCode };
};

/** Whatever comes first; a playbook that ignores its signal does not hold up the run. */
const untilAborted = async <Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    if (signal.aborted) abort();
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
};
