import type { Config } from "./config.ts";
import { deliverNotifications } from "./jobs/deliver.ts";
import type { Job } from "./jobs/job.ts";
import { runScheduledAgent } from "./jobs/run-scheduled-agent.ts";
import { type Scheduler, startScheduler } from "./jobs/scheduler.ts";
import type { Memory } from "./open-memory.ts";
import type { Product } from "./product.ts";
import { resultOf } from "./runs/result-of.ts";

interface ScheduleOptions {
  readonly config: Pick<Config, "webhook">;
  readonly jobs: readonly Job[];
  readonly memory: Memory;
  readonly product: Pick<Product, "runAgent">;
  readonly onBug: (error: unknown) => void;
}

/** On whose behalf the schedule runs: the audit and the runs name it. */
const owner = "schedule";

/** Runs agents of a server by the schedule, and tells a webhook what they found. */
export function scheduleAgents({
  config,
  jobs,
  memory,
  product,
  onBug,
}: ScheduleOptions): Scheduler {
  const { state, runs } = memory;
  const { webhook } = config;
  const now = () => new Date();
  return startScheduler({
    db: state.db,
    jobs,
    now,
    onFailure: onBug,
    run: (agent, slot) =>
      runScheduledAgent(
        {
          db: state.db,
          now,
          notifies: webhook !== null,
          async run(name, signal) {
            const run = await runs.start(
              (own) => product.runAgent(name, { signal: AbortSignal.any([signal, own.signal]) }),
              { owner, kind: "agent", input: { agent: name }, mayPropose: true },
            );
            return resultOf(run.events(0, signal));
          },
        },
        agent,
        slot,
      ),
    async afterwards() {
      if (webhook !== null) await deliverNotifications({ db: state.db, webhook, now });
    },
  });
}
