import { randomUUID } from "node:crypto";
import { Plan } from "../graph/plan.ts";
import { stillAnswering, type Threads } from "../graph/threads.ts";
import { releaseLease, renewLease, takeLease } from "../state/leases.ts";
import type { State } from "../state/open-state.ts";
import { lastPlan, rememberPlan } from "../state/threads.ts";

interface DurableThreads {
  readonly state: State;
  readonly now: () => Date;
  /** How long a turn of a process that died keeps its conversation waiting. */
  readonly leaseMs?: number;
  readonly onFailure: (error: unknown) => void;
}

/** Conversations in the state: they outlive the process, and one turn of each is answered at a time, whoever answers. */
export const durableThreads = ({
  state: { db },
  now,
  leaseMs = 15_000,
  onFailure,
}: DurableThreads): Threads => ({
  async begin(key) {
    const terms = { name: `thread:${key}`, holder: randomUUID(), ms: leaseMs };
    const lease = await takeLease(db, { ...terms, now: now() });
    if (lease === null) throw stillAnswering();
    const renewing = setInterval(
      () => void renewLease(db, lease, now(), leaseMs).catch(onFailure),
      leaseMs / 3,
    ).unref();
    const plan = await lastPlan(db, key);
    return {
      previous: plan === null ? undefined : readable(plan),
      async remember(next) {
        const turn = { key, plan: JSON.stringify(next), lease, now: now() };
        if (!(await rememberPlan(db, turn))) throw stillAnswering();
      },
      async end() {
        clearInterval(renewing);
        await releaseLease(db, lease);
      },
    };
  },
});

/** A plan that an older program wrote may lack what this one needs: the conversation then begins anew. */
const readable = (plan: string): Plan | undefined => Plan.safeParse(JSON.parse(plan)).data;
