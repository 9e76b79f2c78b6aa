import type { Agent, Report } from "../agents/agent.ts";
import { SpecialistName } from "../agents/agent-name.ts";
import { DependencyError } from "../errors.ts";
import { type Failure, failureOf } from "./failure.ts";
import { Outcome } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { RunContext } from "./run-context.ts";
import { createWorkbench } from "./workbench.ts";

/**
 * Runs one specialist's playbook within its budget. An expected failure, or no answer in time, becomes an outcome that
 * says so, so that the others still answer; a bug is thrown, and so is the end of the run itself.
 */
export const askSpecialist = async (
  agent: Agent,
  plan: Plan,
  run: RunContext,
): Promise<Outcome> => {
  const name = SpecialistName.parse(agent.name);
  const { intent, scope, by, metric, move } = plan;
  const label = `${agent.name}: ${intent}`;
  const timeout = AbortSignal.timeout(run.budget.specialistMs);
  const signal = AbortSignal.any([run.signal, timeout]);
  const { bench, receipts } = createWorkbench(agent, scope, run, signal);
  const started = run.clock();
  await run.tell({ type: "step.started", agent: name, label });

  const finish = async (report: Report, unavailable: Failure | null): Promise<Outcome> => {
    const outcome = Outcome.parse({ agent: name, ...report, receipts: receipts(), unavailable });
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

  try {
    const task = { intent, scope, by, metric, move };
    return await finish(await untilAborted(agent.playbook(task, bench), signal), null);
  } catch (error) {
    run.signal.throwIfAborted();
    const failure = timeout.aborted ? tooSlow(run.budget.specialistMs) : failureOf(error);
    if (failure === null) throw error;
    return finish({ findings: [], proposals: [], missing: [] }, failure);
  }
};

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
