import type { Database, NewRowOf, ProposalState, RowOf } from "./state-tables.ts";

export type ProposalRow = RowOf<"proposals">;
export type DecisionRow = RowOf<"decisions">;

/** States in which a proposal waits for a person; at most one of a dedup key does. */
export const openStates: readonly ProposalState[] = ["new", "snoozed"];

export const findProposal = (db: Database, id: string): Promise<ProposalRow | undefined> =>
  db.selectFrom("proposals").selectAll().where("id", "=", id).executeTakeFirst();

/** The newest first; all states where none is named. */
export function listProposals(
  db: Database,
  { states, limit }: { states: readonly ProposalState[]; limit: number },
): Promise<ProposalRow[]> {
  const all = db.selectFrom("proposals").selectAll();
  const some = states.length === 0 ? all : all.where("state", "in", [...states]);
  return some.orderBy("created_at", "desc").orderBy("id").limit(limit).execute();
}

/** Every proposal ever made for a dedup key, the newest first. */
export const proposalsOf = (db: Database, dedupKey: string): Promise<ProposalRow[]> =>
  db
    .selectFrom("proposals")
    .selectAll()
    .where("dedup_key", "=", dedupKey)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();

/** False when another process has made an open one for its dedup key meanwhile. */
export async function insertProposal(db: Database, row: NewRowOf<"proposals">): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("proposals")
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Moves a proposal on; false when it is no longer in one of the states named. */
export async function moveProposal(
  tx: Database,
  id: string,
  from: readonly ProposalState[],
  to: Partial<Pick<ProposalRow, "snoozed_until" | "applied_version" | "superseded_by">> & {
    readonly state: ProposalState;
    readonly updated_at: string;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("proposals")
    .set(to)
    .where("id", "=", id)
    .where("state", "in", [...from])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const decisionsOf = (db: Database, proposalId: string): Promise<DecisionRow[]> =>
  db
    .selectFrom("decisions")
    .selectAll()
    .where("proposal_id", "=", proposalId)
    .orderBy("at")
    .orderBy("id")
    .execute();

/** Keeps a decision; the same id is kept once. */
export async function keepDecision(tx: Database, row: NewRowOf<"decisions">): Promise<void> {
  await tx
    .insertInto("decisions")
    .values(row)
    .onConflict((on) => on.column("id").doNothing())
    .execute();
}
