import type { DuckDBConnection } from "@duckdb/node-api";
import { attemptFields } from "../../event/attempt.ts";
import { metaOf } from "./check.ts";

/** The rows of `incoming` that go to `payments_raw_bronze`. */
export const isGoodAttempt =
  "_skip IS NULL AND _bad IS NULL AND _kind IN ('attempt', 'settlement')";

const bookkeeping = ["_decline_hint", "_settlement_id", "extra"];

/** A hash over what a version says. Fields that `columns` lacks are null there, as they will be in bronze. */
function contentHash(columns: ReadonlySet<string> | "all"): string {
  const fields = attemptFields.map((field) => {
    const isThere = columns === "all" || columns.has(field);
    return `${field} := ${isThere ? `b.${field}` : `CAST(NULL AS ${metaOf(field).sql})`}`;
  });
  const others = bookkeeping.map((name) => `${name} := b.${name}`);
  return `hash(struct_pack(${[...fields, ...others].join(", ")}))`;
}

const key = "_kind, source, transaction_id, coalesce(_settlement_id, '')";
const sameKey = `b._kind = k._kind AND b.source = k.source AND b.transaction_id = k.transaction_id
        AND coalesce(b._settlement_id, '') = k.part`;

/**
 * Fills `judged(_line, is_duplicate, verdict)` for the rows of `incoming` whose key occurs more than once, here or in
 * bronze. All other rows are new and need no look: in a first load that is nearly every row.
 */
export async function judgeVersions(
  connection: DuckDBConnection,
  batch: number,
  columns: ReadonlySet<string>,
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE contested AS
    WITH k AS (
      SELECT _kind, source, transaction_id, coalesce(_settlement_id, '') AS part, count(*) AS n
      FROM incoming WHERE ${isGoodAttempt} GROUP BY ALL
    )
    SELECT _kind, source, transaction_id, part FROM k WHERE n > 1
    UNION
    SELECT k._kind, k.source, k.transaction_id, k.part FROM payments_raw_bronze AS b JOIN k ON ${sameKey}`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE judged AS
    WITH versions AS (
      SELECT ${key} AS part, updated_at, _batch, _line, ${contentHash("all")} AS _content, false AS is_new
      FROM payments_raw_bronze AS b SEMI JOIN contested AS k ON ${sameKey}
      UNION ALL
      SELECT ${key} AS part, ${columns.has("updated_at") ? "updated_at" : "CAST(NULL AS TIMESTAMP)"}, CAST($batch AS BIGINT), _line, ${contentHash(columns)}, true
      FROM (SELECT * FROM incoming WHERE ${isGoodAttempt}) AS b SEMI JOIN contested AS k ON ${sameKey}
    ),
    ordered AS (
      SELECT _line, is_new, _content,
        lag(_content) OVER loaded AS previous_content,
        row_number() OVER loaded AS position,
        updated_at IS NOT NULL AND row_number() OVER (
          PARTITION BY _kind, source, transaction_id, part, _content ORDER BY _batch, _line) > 1 AS is_known_version,
        coalesce(max(updated_at) OVER (
          PARTITION BY _kind, source, transaction_id, part ORDER BY _batch, _line
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > coalesce(updated_at, TIMESTAMP '0001-01-01'), false) AS is_stale
      FROM versions
      WINDOW loaded AS (PARTITION BY _kind, source, transaction_id, part ORDER BY _batch, _line)
    )
    SELECT _line,
      (position > 1 AND previous_content = _content) OR is_known_version AS is_duplicate,
      CASE
        WHEN position = 1 THEN 'loaded'
        WHEN previous_content = _content OR is_known_version OR is_stale THEN 'duplicate'
        ELSE 'updated'
      END AS verdict
    FROM ordered WHERE is_new`,
    { batch },
  );
}
