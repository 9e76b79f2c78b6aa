import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database, RowOf } from "./state-tables.ts";

/** Something that happened, by whom, to what. `detail` holds parameters, rows, receipts, model, cost: no payment data. */
export interface AuditEntry {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditVerdict {
  readonly rows: number;
  /** `seq:hash` of the newest row: kept elsewhere, it also finds a chain that was rewritten whole. */
  readonly head: string;
  /** The first row that does not fit, and why; null when every row does. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

const pageSize = 5_000;

/** Adds entries to the end of the chain. Call it in the transaction of what they are about. */
export async function appendAudit(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  // Taking the head first makes writers take turns, on either engine.
  const head = await db
    .updateTable("audit_head")
    .set((of) => ({ seq: of("seq", "+", entries.length) }))
    .returning(["seq", "hash"])
    .executeTakeFirstOrThrow();
  let { hash } = head;
  const first = head.seq - entries.length + 1;
  const rows = entries.map(({ detail, ...entry }, index) => {
    const row = { ...entry, seq: first + index, detail: JSON.stringify(detail), previous: hash };
    hash = hashOf(row);
    return { ...row, hash };
  });
  await db.insertInto("audit").values(rows).execute();
  await db.updateTable("audit_head").set({ hash }).execute();
}

/** Goes through the whole chain. `expected` is a head noted earlier, which must still be in it. */
export async function verifyAudit(db: Database, expected?: string): Promise<AuditVerdict> {
  const head = await db.selectFrom("audit_head").select(["seq", "hash"]).executeTakeFirst();
  const ended = { rows: head?.seq ?? 0, head: `${head?.seq ?? 0}:${head?.hash ?? ""}` };
  const broken = (seq: number, why: string): AuditVerdict => ({ ...ended, broken: { seq, why } });
  if (head === undefined) return broken(0, "the record of its end is gone");
  let previous = "";
  let seq = 0;
  let isExpectedSeen = expected === undefined || expected === "0:";
  for (;;) {
    const page = await db
      .selectFrom("audit")
      .selectAll()
      .where("seq", ">", seq)
      .where("seq", "<=", head.seq)
      .orderBy("seq")
      .limit(pageSize)
      .execute();
    for (const row of page) {
      if (row.seq !== seq + 1) return broken(seq + 1, "it is missing");
      if (row.previous !== previous)
        return broken(row.seq, "it does not follow from the row before");
      if (hashOf(row) !== row.hash) return broken(row.seq, "it was altered");
      ({ seq, hash: previous } = row);
      if (expected === `${seq}:${previous}`) isExpectedSeen = true;
    }
    if (page.length < pageSize) break;
  }
  if (seq !== head.seq) return broken(seq + 1, "it is missing");
  if (previous !== head.hash) return broken(seq, "it is not what the record of its end says");
  if (!isExpectedSeen) return broken(seq, "the head noted earlier is not in this chain");
  return { ...ended, broken: null };
}

/** The newest entries first. */
export const readAudit = (db: Database, limit: number): Promise<RowOf<"audit">[]> =>
  db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(sql.lit(limit)).execute();

/** Every column but the hash itself, in an order that never changes. */
const hashOf = ({ seq, at, who, what, subject, detail, previous }: Omit<RowOf<"audit">, "hash">) =>
  createHash("sha256")
    .update(JSON.stringify([previous, seq, at, who, what, subject, detail]))
    .digest("hex");
