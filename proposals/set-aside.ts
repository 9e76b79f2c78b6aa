import { randomUUID } from "node:crypto";
import { ConflictError, NoDataError, UsageError } from "../errors.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import { appendAudit } from "../state/audit.ts";
import {
  findConfiguration,
  newestConfiguration,
  writeConfiguration,
} from "../state/configurations.ts";
import { findProposal, keepDecision, moveProposal, openStates } from "../state/proposals.ts";
import type { Database, ProposalState } from "../state/state-tables.ts";
import { parseConfiguration, withoutProposal } from "./configuration.ts";
import { decidedOtherwise, mustDecide, reasonOf } from "./decide.ts";

interface Who {
  readonly by: Caller;
  readonly now: Date;
}

const mostAtOnce = 100;
const mostSnoozeMs = 90 * 86_400_000;

/** Rejects proposals, all or none; one that is rejected already stays so. The reason is kept, and for a month none is made again. */
export async function reject(
  db: Database,
  ids: readonly string[],
  { by, now, reason }: Who & { reason: string | undefined },
): Promise<void> {
  const to = { state: "rejected" as const };
  await setAside(db, ids, { by, now, reason: reasonOf(reason), action: "rejected", to });
}

/** Puts proposals aside until a day, all or none. */
export async function snooze(
  db: Database,
  ids: readonly string[],
  { by, now, until, reason }: Who & { until: Date; reason?: string | undefined },
): Promise<void> {
  const ahead = until.getTime() - now.getTime();
  if (!(ahead > 0 && ahead <= mostSnoozeMs))
    throw new UsageError("Snooze until a time in the next 90 days.");
  const to = { state: "snoozed" as const, snoozed_until: until.toISOString() };
  await setAside(db, ids, { by, now, reason: reason ?? null, action: "snoozed", to });
}

interface Aside extends Who {
  readonly reason: string | null;
  readonly action: "rejected" | "snoozed";
  readonly to: { readonly state: ProposalState; readonly snoozed_until?: string };
}

async function setAside(db: Database, ids: readonly string[], aside: Aside): Promise<void> {
  const { by, now, reason, action, to } = aside;
  mustDecide(by);
  const distinct = [...new Set(ids)];
  if (distinct.length === 0 || distinct.length > mostAtOnce)
    throw new UsageError(`Name one proposal, or up to ${mostAtOnce}.`);
  const at = now.toISOString();
  await db.transaction().execute(async (tx) => {
    await appendAudit(
      tx,
      distinct.map((id) => ({
        at,
        who: by.name,
        what: `proposal.${action}`,
        subject: id,
        detail: { reason },
      })),
    );
    for (const id of distinct) {
      const row = await findProposal(tx, id);
      if (row === undefined) throw new NoDataError(`There is no proposal ${id}.`);
      if (action === "rejected" && row.state === "rejected") continue;
      if (!(await moveProposal(tx, id, openStates, { ...to, updated_at: at })))
        throw decidedOtherwise(row);
      const detail = JSON.stringify(to);
      const kept = { proposal_id: id, action, by: by.name, role: by.role, reason, detail, at };
      await keepDecision(tx, { id: randomUUID(), ...kept });
    }
  });
}

/** Takes back what a proposal set: a new version in which stands again what stood before it. Gives the version. */
export async function revert(
  db: Database,
  id: string,
  { by, now, reason }: Who & { reason: string | undefined },
): Promise<number> {
  mustDecide(by);
  const why = reasonOf(reason);
  const at = now.toISOString();
  return db.transaction().execute(async (tx) => {
    await appendAudit(tx, [
      { at, who: by.name, what: "proposal.reverted", subject: id, detail: { reason: why } },
    ]);
    const row = await findProposal(tx, id);
    if (row === undefined) throw new NoDataError(`There is no proposal ${id}.`);
    if (row.state !== "applied") throw decidedOtherwise(row);
    if (row.applied_version === null)
      throw new ConflictError(`${id} set nothing that could be taken back.`);
    const before = parseConfiguration(
      (await findConfiguration(tx, row.applied_version - 1))?.content,
    );
    const current = parseConfiguration((await newestConfiguration(tx))?.content);
    const version = await writeConfiguration(tx, {
      content: JSON.stringify(withoutProposal(current, id, before)),
      why: `Reverted ${id}: ${why}`,
      proposal_id: id,
      by: by.name,
      at,
    });
    await moveProposal(tx, id, ["applied"], { state: "reverted", updated_at: at });
    const kept = {
      proposal_id: id,
      action: "reverted",
      by: by.name,
      role: by.role,
      reason: why,
      at,
    };
    await keepDecision(tx, { id: randomUUID(), ...kept, detail: JSON.stringify({ version }) });
    return version;
  });
}
