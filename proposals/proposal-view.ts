import type { Proposal } from "../agents/proposal.ts";
import { NoDataError } from "../errors.ts";
import {
  type DecisionRow,
  decisionsOf,
  findProposal,
  listProposals,
  type ProposalRow,
} from "../state/proposals.ts";
import type { Database, ProposalState } from "../state/state-tables.ts";
import { proposalIn } from "./register.ts";

/** A proposal and where it stands, as people and programs see it. */
export type ProposalView = Omit<Proposal, "id" | "state"> & {
  readonly id: string;
  readonly state: ProposalState;
  readonly runId: string;
  readonly snoozedUntil: string | null;
  readonly appliedVersion: number | null;
  readonly supersededBy: string | null;
  readonly createdAt: string;
  readonly decisions: readonly {
    readonly action: string;
    readonly by: string;
    readonly reason: string | null;
    readonly at: string;
    readonly detail: unknown;
  }[];
};

const mostListed = 200;

/** A proposal with its decisions. Throws NoDataError where there is none of this id. */
export async function showProposal(db: Database, id: string, now: Date): Promise<ProposalView> {
  const row = await findProposal(db, id);
  if (row === undefined) throw new NoDataError(`There is no proposal ${id}.`);
  return viewOf(row, await decisionsOf(db, id), now);
}

/** Proposals in a state, the newest first; all of them for `null`. */
export async function showProposals(
  db: Database,
  state: ProposalState | null,
  now: Date,
): Promise<ProposalView[]> {
  // Why both: a snooze that is over is new again, without anybody having to write that down.
  const states: ProposalState[] =
    state === null ? [] : state === "new" ? ["new", "snoozed"] : [state];
  const rows = await listProposals(db, { states, limit: mostListed });
  const views = await Promise.all(
    rows.map(async (row) => viewOf(row, await decisionsOf(db, row.id), now)),
  );
  return views.filter((view) => state === null || view.state === state);
}

function viewOf(row: ProposalRow, decisions: readonly DecisionRow[], now: Date): ProposalView {
  const isAwake = row.snoozed_until !== null && row.snoozed_until <= now.toISOString();
  return {
    ...proposalIn(row),
    id: row.id,
    state: row.state === "snoozed" && isAwake ? "new" : row.state,
    runId: row.run_id,
    snoozedUntil: row.snoozed_until,
    appliedVersion: row.applied_version,
    supersededBy: row.superseded_by,
    createdAt: row.created_at,
    decisions: decisions.map(({ action, by, reason, at, detail }) => ({
      action,
      by,
      reason,
      at,
      detail: JSON.parse(detail),
    })),
  };
}
