import { specialistNames } from "../agents/agent-name.ts";
import { createAsk } from "../graph/create-ask.ts";
import { planFor, scriptedAgents, scriptedDependencies } from "../graph/scripted-run.ts";

const runs = 500;
const runsPerTick = 20;
/** A run over five specialists that do nothing may cost this much. */
const limitMs = 5;

/**
 * What the graph itself costs: plan, five specialists with one no-op tool each, fan-in, answer, all events read.
 * Throws where the median is over the limit.
 */
export const runOrchestratorBench = async () => {
  const ask = createAsk(
    scriptedDependencies(scriptedAgents(), planFor(specialistNames), {
      clock: () => performance.now(),
    }),
  );
  const { signal } = new AbortController();
  const once = async (): Promise<number> => {
    const started = performance.now();
    for await (const event of ask({ question: "why?" }, { signal }))
      if (event.type === "run.finished" && event.result.status !== "ok")
        throw new Error(event.result.answer.markdown);
    return performance.now() - started;
  };

  for (let warmUp = 0; warmUp < runsPerTick; warmUp += 1) await once();
  const times: number[] = [];
  while (times.length < runs) {
    for (let run = 0; run < runsPerTick; run += 1) times.push(await once());
    // Why: memory of finished runs is only freed when the event loop turns.
    await new Promise((resolve) => setTimeout(resolve));
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  const result = { runs: times.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), limitMs };
  if (result.p50Ms > limitMs) throw new Error(`over the limit: ${JSON.stringify(result)}`);
  return result;
};
