import { sql } from "kysely";
import type { Database } from "./state-tables.ts";

export type Engine = "sqlite" | "postgres";

interface Migration {
  readonly version: number;
  up(db: Database, engine: Engine): Promise<void>;
}

/** Every change of the schema, in order; what was released is never edited. */
export const migrations: readonly Migration[] = [{ version: 1, up: firstSchema }];

async function firstSchema(db: Database, engine: Engine): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("runs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("thread", "text")
    .addColumn("input", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("last_seq", "integer", (column) => column.notNull())
    .addColumn("holder", "text", (column) => column.notNull())
    .addColumn("lease_until", "text", (column) => column.notNull())
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .execute();
  await schema
    .createIndex("runs_by_status")
    .on("runs")
    .columns(["status", "lease_until"])
    .execute();
  await schema
    .createTable("run_events")
    .addColumn("run_id", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("run_events_key", ["run_id", "seq"])
    .execute();
  await schema
    .createTable("receipts")
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("run_id", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("receipts_key", ["id", "owner"])
    .execute();
  await schema
    .createTable("tool_calls")
    .addColumn("run_id", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("call_id", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("tool", "text", (column) => column.notNull())
    .addColumn("input", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addColumn("ms", "double precision", (column) => column.notNull())
    .addColumn("receipt_id", "text")
    .addColumn("error", "text")
    .addPrimaryKeyConstraint("tool_calls_key", ["run_id", "call_id"])
    .execute();
  await schema
    .createTable("threads")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("plan", "text", (column) => column.notNull())
    .addColumn("turns", "integer", (column) => column.notNull())
    .addColumn("token", "integer", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("leases")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("holder", "text", (column) => column.notNull())
    .addColumn("token", "integer", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  await jobTables(db);
  await proposalTables(db);
  await auditTables(db, engine);
}

async function jobTables({ schema }: Database): Promise<void> {
  await schema
    .createTable("job_slots")
    .addColumn("job", "text", (column) => column.notNull())
    .addColumn("slot", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("token", "integer", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("run_id", "text")
    .addColumn("outcome", "text")
    .addColumn("reason", "text")
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .addPrimaryKeyConstraint("job_slots_key", ["job", "slot"])
    .execute();
  await schema
    .createTable("findings")
    .addColumn("job", "text", (column) => column.notNull())
    .addColumn("slot", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("findings_key", ["job", "slot", "key"])
    .execute();
  await schema
    .createTable("notifications")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_at", "text", (column) => column.notNull())
    .addColumn("error", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
}

async function proposalTables({ schema }: Database): Promise<void> {
  await schema
    .createTable("proposals")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("dedup_key", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("run_id", "text", (column) => column.notNull())
    .addColumn("snoozed_until", "text")
    .addColumn("applied_version", "integer")
    .addColumn("superseded_by", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("one_open_proposal")
    .on("proposals")
    .column("dedup_key")
    .unique()
    .where(sql.ref("state"), "in", sql`('new', 'snoozed')`)
    .execute();
  await schema
    .createTable("decisions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("proposal_id", "text", (column) => column.notNull().references("proposals.id"))
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("configurations")
    .addColumn("version", "integer", (column) => column.primaryKey())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("why", "text", (column) => column.notNull())
    .addColumn("proposal_id", "text")
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
}

async function auditTables(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("who", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("previous", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("audit_head")
    .addColumn("one", "integer", (column) => column.primaryKey())
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await db.insertInto("audit_head").values({ one: 1, seq: 0, hash: "" }).execute();
  if (engine === "sqlite") {
    for (const change of ["update", "delete"])
      await sql`create trigger ${sql.id(`audit_no_${change}`)} before ${sql.raw(change)} on audit
        begin select raise(abort, 'the audit is append-only'); end`.execute(db);
    return;
  }
  await sql`create function audit_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the audit is append-only'; end $$`.execute(db);
  await sql`create trigger audit_is_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only()`.execute(db);
}
