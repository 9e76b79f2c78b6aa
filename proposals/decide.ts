import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { ConflictError, NoDataError, RefusedError, UsageError } from "../errors.ts";
import type { AskResult } from "../graph/ask-result.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import { appendAudit } from "../state/audit.ts";
import { newestConfiguration, writeConfiguration } from "../state/configurations.ts";
import {
  decisionsOf,
  findProposal,
  keepDecision,
  moveProposal,
  openStates,
  type ProposalRow,
} from "../state/proposals.ts";
import type { Database } from "../state/state-tables.ts";
import { changeOf, isSetting } from "./change.ts";
import { parseConfiguration, withSetting } from "./configuration.ts";
import { evidenceMoved } from "./evidence.ts";
import { proposalIn, registerProposals } from "./register.ts";

export interface Desk {
  readonly db: Database;
  readonly now: () => Date;
  /** Runs again what a proposal came from, over the data of now. */
  rerun(runId: string): Promise<AskResult>;
  /** From this expected effect on (minor units of its currency) a second person must agree; null: never. */
  readonly secondPersonFromMinor: number | null;
}

export interface Approval {
  readonly id: string;
  readonly by: Caller;
  readonly reason?: string | undefined;
  /** What to set instead of what was proposed, in the shape of the change. */
  readonly edit?: unknown;
}

/** `waiting`: a second person must approve the same. */
export type Approved =
  | { readonly status: "applied"; readonly version: number | null }
  | {
      readonly status: "waiting";
    };

/** Deciders see all merchants and may operate. Throws RefusedError for anybody else. */
export function mustDecide({ role, merchants, name }: Caller): void {
  if (merchants !== null || !(role === "operator" || role === "admin"))
    throw new RefusedError(`${name} is a ${role}: operators of all merchants decide.`);
}

/**
 * Approves a proposal and sets what it changes. What it rests on is computed again first. Approving what is applied already
 * changes nothing. Throws ConflictError where it was decided otherwise, has expired, or the data have changed.
 */
export async function approve(desk: Desk, approval: Approval): Promise<Approved> {
  const { db, now } = desk;
  mustDecide(approval.by);
  const row = await openProposal(db, approval.id);
  if (row.state === "applied") return { status: "applied", version: row.applied_version };
  const proposal = proposalIn(row);
  const value = changeOf(proposal, approval.edit);
  const fresh = await desk.rerun(row.run_id);
  await refuseIfMoved(desk, row, fresh);
  return db.transaction().execute(async (tx) => {
    const at = now().toISOString();
    const isEdited = !isDeepStrictEqual(value, proposal.diff.new);
    // The audit first: whoever decides anything waits here, so decisions and versions follow one another.
    await appendAudit(tx, [
      {
        at,
        who: approval.by.name,
        what: "proposal.approved",
        subject: row.id,
        detail: { value, isEdited, evidence: fresh.receipts.map(({ id }) => id) },
      },
    ]);
    const current = await openProposal(tx, row.id);
    if (current.state === "applied")
      return { status: "applied", version: current.applied_version } as const;
    await keepDecision(tx, {
      id: decisionId(row.id, approval.by.name, value),
      proposal_id: row.id,
      action: isEdited ? "edited" : "approved",
      by: approval.by.name,
      role: approval.by.role,
      reason: approval.reason ?? null,
      detail: JSON.stringify({ value, runId: fresh.runId }),
      at,
    });
    if (await needsAnother(desk, tx, row, value)) return { status: "waiting" } as const;
    return { status: "applied", version: await apply(tx, row, { value, by: approval.by, at }) };
  });
}

async function apply(
  tx: Database,
  row: ProposalRow,
  { value, by, at }: { value: unknown; by: Caller; at: string },
): Promise<number | null> {
  const { kind, target, scope, title, diff } = proposalIn(row);
  let version: number | null = null;
  if (isSetting(kind)) {
    const before = parseConfiguration((await newestConfiguration(tx))?.content);
    const { filters } = scope;
    const setting = { kind, target, filters, value, was: diff.old, proposalId: row.id };
    version = await writeConfiguration(tx, {
      content: JSON.stringify(withSetting(before, setting)),
      why: title,
      proposal_id: row.id,
      by: by.name,
      at,
    });
  }
  const applied = { state: "applied" as const, applied_version: version, updated_at: at };
  if (!(await moveProposal(tx, row.id, openStates, applied)))
    throw new Error("a proposal that was open in this transaction is not");
  return version;
}

/** Persons who approved the same value count; an effect that is not known counts as a large one. */
async function needsAnother(
  { secondPersonFromMinor: from }: Desk,
  tx: Database,
  row: ProposalRow,
  value: unknown,
): Promise<boolean> {
  if (from === null) return false;
  const { impact } = proposalIn(row);
  if (impact !== null && impact.unit !== "payments" && impact.high < from) return false;
  const approvals = (await decisionsOf(tx, row.id)).filter(
    ({ action, detail }) =>
      (action === "approved" || action === "edited") &&
      isDeepStrictEqual(JSON.parse(detail).value, value),
  );
  return new Set(approvals.map(({ by }) => by)).size < 2;
}

/** Puts what is proposed now in the place of what was shown, and says that it did. */
async function refuseIfMoved(desk: Desk, row: ProposalRow, fresh: AskResult): Promise<void> {
  const shown = proposalIn(row);
  const asOf = fresh.plan?.scope.asOf ?? shown.scope.asOf;
  const isExpired = shown.expiresAt !== null && asOf > shown.expiresAt;
  const next = fresh.proposals.find(({ dedupKey }) => dedupKey === shown.dedupKey);
  const why = isExpired ? "it has expired" : evidenceMoved(shown, next);
  if (why === null) return;
  const successor = await desk.db.transaction().execute(async (tx) => {
    const at = desk.now();
    const updated_at = at.toISOString();
    const state = isExpired ? ("expired" as const) : ("superseded" as const);
    if (!(await moveProposal(tx, row.id, openStates, { state, updated_at }))) return null;
    const result = { ...fresh, proposals: next === undefined ? [] : [next] };
    const [made] = await registerProposals(tx, { result, at, by: "recheck" });
    await moveProposal(tx, row.id, [state], { state, superseded_by: made ?? null, updated_at });
    await appendAudit(tx, [
      {
        at: updated_at,
        who: "recheck",
        what: `proposal.${state}`,
        subject: row.id,
        detail: { why },
      },
    ]);
    return made ?? null;
  });
  const then = successor === null ? "" : ` What is proposed now is ${successor}.`;
  throw new ConflictError(`The data changed since ${row.id} was made: ${why}.${then}`, {
    successor,
  });
}

async function openProposal(db: Database, id: string): Promise<ProposalRow> {
  const row = await findProposal(db, id);
  if (row === undefined) throw new NoDataError(`There is no proposal ${id}.`);
  if (row.state === "applied" || openStates.includes(row.state)) return row;
  throw decidedOtherwise(row);
}

export const decidedOtherwise = ({
  id,
  state,
  updated_at,
  superseded_by,
}: ProposalRow): ConflictError =>
  new ConflictError(
    `${id} is ${state} since ${updated_at}${superseded_by === null ? "" : `; see ${superseded_by}`}.`,
  );

const decisionId = (id: string, by: string, value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([id, by, value]))
    .digest("hex")
    .slice(0, 24);

/** A text that a person gave. Throws UsageError where there is none. */
export function reasonOf(reason: string | undefined): string {
  const text = reason?.trim() ?? "";
  if (text === "") throw new UsageError("Say why: a reason is kept with the decision.");
  return text.slice(0, 2_000);
}
