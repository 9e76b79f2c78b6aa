import type { Insertable, Kysely, Selectable } from "kysely";

/**
 * What the application remembers, the same on both engines: instants are ISO 8601 text in UTC with milliseconds (they sort
 * as text), documents are JSON text, numbers are integers.
 */
export interface StateTables {
  /** One row per run of the graph: a question, an agent's check, a slot of the schedule. */
  runs: {
    id: string;
    kind: "ask" | "agent";
    owner: string;
    thread: string | null;
    /** JSON: what was asked, enough to ask it again. */
    input: string;
    status: "running" | "finished" | "failed" | "interrupted";
    reason: string | null;
    last_seq: number;
    holder: string;
    lease_until: string;
    started_at: string;
    ended_at: string | null;
  };
  run_events: { run_id: string; seq: number; type: string; body: string };
  receipts: { id: string; owner: string; run_id: string; body: string };
  tool_calls: {
    run_id: string;
    call_id: string;
    agent: string;
    tool: string;
    /** JSON */
    input: string;
    status: "ok" | "failed";
    row_count: number;
    ms: number;
    receipt_id: string | null;
    error: string | null;
  };
  /** The last plan of a conversation; `turns` counts what was remembered. */
  threads: { key: string; plan: string; turns: number; token: number; updated_at: string };
  /** Who may do something alone for a while. `token` grows with every holder: an older one is refused. */
  leases: { name: string; holder: string; token: number; expires_at: string };
  job_slots: {
    job: string;
    slot: string;
    status: "running" | "done" | "failed" | "skipped";
    /** Of the job's lease, under which the slot was last worked on. */
    token: number;
    attempts: number;
    run_id: string | null;
    /** JSON */
    outcome: string | null;
    reason: string | null;
    started_at: string;
    ended_at: string | null;
  };
  /** What a finished slot found, one row per finding. */
  findings: { job: string; slot: string; key: string; title: string; body: string };
  proposals: {
    id: string;
    dedup_key: string;
    state: ProposalState;
    agent: string;
    kind: string;
    /** JSON of the agent's proposal. */
    body: string;
    run_id: string;
    snoozed_until: string | null;
    /** The configuration version that applying it wrote. */
    applied_version: number | null;
    superseded_by: string | null;
    created_at: string;
    updated_at: string;
  };
  decisions: {
    id: string;
    proposal_id: string;
    action: string;
    by: string;
    role: string;
    reason: string | null;
    /** JSON: what was decided upon, such as an edit or the evidence recomputed. */
    detail: string;
    at: string;
  };
  configurations: {
    version: number;
    /** JSON */
    content: string;
    why: string;
    proposal_id: string | null;
    by: string;
    at: string;
  };
  notifications: {
    id: string;
    body: string;
    state: "waiting" | "delivered" | "given_up";
    attempts: number;
    next_at: string;
    error: string | null;
    created_at: string;
  };
  /** Append-only: triggers refuse to change or delete. */
  audit: {
    seq: number;
    at: string;
    who: string;
    what: string;
    subject: string;
    /** JSON */
    detail: string;
    previous: string;
    hash: string;
  };
  audit_head: { one: number; seq: number; hash: string };
  schema_versions: { version: number; at: string };
}

export type ProposalState =
  | "new"
  | "snoozed"
  | "rejected"
  | "expired"
  | "superseded"
  | "applied"
  | "reverted";

/** The one query layer over both engines; a transaction is one too. */
export type Database = Kysely<StateTables>;

export type RowOf<Table extends keyof StateTables> = Selectable<StateTables[Table]>;
export type NewRowOf<Table extends keyof StateTables> = Insertable<StateTables[Table]>;
