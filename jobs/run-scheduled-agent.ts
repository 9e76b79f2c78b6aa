import type { AgentName } from "../agents/agent-name.ts";
import { DependencyError } from "../errors.ts";
import type { AskResult } from "../graph/ask-result.ts";
import { appendAudit } from "../state/audit.ts";
import { findingsBefore, type SlotKey } from "../state/job-slots.ts";
import { leaveNotification } from "../state/notifications.ts";
import type { Database } from "../state/state-tables.ts";
import { compareFindings, keyedFindings, Outcome } from "./outcome.ts";
import { runSlot, type SlotResult } from "./run-slot.ts";

export interface ScheduledAgent {
  readonly db: Database;
  readonly now: () => Date;
  /** Runs an agent now; the run writes itself down. */
  run(agent: AgentName, signal: AbortSignal): Promise<AskResult>;
  /** True where somebody is told: a message is then left for each run that found something or failed. */
  readonly notifies: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Runs an agent for one slot of its schedule and keeps what it found, against what the run before it found. One effect per
 * agent and slot, over any number of processes.
 */
export const runScheduledAgent = (
  { db, now, run, notifies, signal }: ScheduledAgent,
  agent: AgentName,
  slot: string,
): Promise<SlotResult> =>
  runSlot({
    db,
    job: agent,
    slot,
    now,
    ...(signal === undefined ? {} : { signal }),
    async work(until) {
      const result = await run(agent, until);
      if (result.failure !== undefined) throw new DependencyError(result.failure.message);
      return {
        runId: result.runId,
        effect: (tx, at) => keep(tx, { job: agent, slot }, { result, at, notifies }),
      };
    },
    async onFailure(tx, reason, at) {
      const key = { job: agent, slot };
      await appendAudit(tx, [entry("slot.failed", key, at, { reason })]);
      if (notifies) await tell(tx, key, at, { type: "agent.failed", reason });
    },
  });

interface Kept {
  readonly result: AskResult;
  readonly at: Date;
  readonly notifies: boolean;
}

async function keep(tx: Database, key: SlotKey, { result, at, notifies }: Kept): Promise<string> {
  const found = keyedFindings(result);
  const before = await findingsBefore(tx, key);
  const proposals = await tx
    .selectFrom("proposals")
    .select("id")
    .where("run_id", "=", result.runId)
    .orderBy("id")
    .execute();
  const outcome: Outcome = {
    status: result.status === "partial" ? "partial" : "ok",
    asOf: result.plan?.scope.asOf ?? null,
    before: before?.slot ?? null,
    findings: compareFindings(found, before?.titles ?? new Map()),
    proposals: proposals.map(({ id }) => id),
  };
  if (found.length > 0)
    await tx
      .insertInto("findings")
      .values(
        found.map((one) => ({
          ...key,
          key: one.key,
          title: one.title,
          body: JSON.stringify(one.finding),
        })),
      )
      .execute();
  const counts = countsOf(outcome);
  await appendAudit(tx, [entry("slot.done", key, at, { runId: result.runId, ...counts })]);
  if (notifies && (counts.new > 0 || counts.resolved > 0 || counts.proposals > 0))
    await tell(tx, key, at, { type: "agent.finished", runId: result.runId, outcome });
  return JSON.stringify(Outcome.parse(outcome));
}

/** How many of each an outcome holds. */
export const countsOf = ({ findings, proposals }: Outcome) => ({
  new: findings.new.length,
  stillThere: findings.stillThere.length,
  resolved: findings.resolved.length,
  proposals: proposals.length,
});

const tell = (
  tx: Database,
  { job, slot }: SlotKey,
  now: Date,
  message: { readonly type: string } & Record<string, unknown>,
): Promise<void> =>
  leaveNotification(tx, {
    id: `${message.type}:${job}:${slot}`,
    body: JSON.stringify({ ...message, agent: job, slot, at: now.toISOString() }),
    now,
  });

const entry = (
  what: string,
  { job, slot }: SlotKey,
  at: Date,
  detail: Record<string, unknown>,
) => ({
  at: at.toISOString(),
  who: "schedule",
  what,
  subject: `${job}:${slot}`,
  detail,
});
