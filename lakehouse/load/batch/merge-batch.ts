import type { DuckDBConnection } from "@duckdb/node-api";
import { attemptFields } from "../../event/attempt.ts";
import { isGoodAttempt, judgeVersions } from "./judge-versions.ts";
import { kindsOf, mergeDisputes, mergeFxRates } from "./merge-other.ts";
import { columnsOf } from "./read-batch.ts";

/** Where a batch comes from: the number of the load it belongs to, and the file. */
export interface Origin {
  readonly batch: number;
  readonly file: string;
  readonly format: string;
  readonly ingestedAt: string;
}

export interface MergeCounts {
  readonly loaded: number;
  readonly duplicates: number;
  readonly updated: number;
}

/**
 * Adds the good rows of `incoming` to bronze. A row that says what the last version of its transaction already says is a
 * duplicate and adds nothing. A version older than the newest known one (by `updated_at`) counts as a duplicate too, but
 * is kept: it may hold values that the newer one lacks. Any other version of a known transaction is an update.
 */
export async function mergeBatch(
  connection: DuckDBConnection,
  origin: Origin,
): Promise<MergeCounts> {
  const columns = await columnsOf(connection, "incoming");
  const fields = attemptFields.filter((field) => columns.has(field));
  await judgeVersions(connection, origin.batch, columns);
  await connection.run(
    `INSERT INTO payments_raw_bronze BY NAME
     SELECT ${fields.join(", ")}, _decline_hint, _settlement_id, extra, _kind, _line,
       CAST($format AS VARCHAR) AS _source, CAST($batch AS BIGINT) AS _batch, CAST($file AS VARCHAR) AS _file,
       CAST($at AS TIMESTAMP) AS _ingested_at
     FROM incoming
     WHERE ${isGoodAttempt} AND _line NOT IN (SELECT _line FROM judged WHERE is_duplicate)`,
    { batch: origin.batch, file: origin.file, format: origin.format, at: origin.ingestedAt },
  );
  const kinds = await kindsOf(connection);
  const hasDisputes = kinds.has("dispute") || kinds.has("carried_dispute");
  const disputes = hasDisputes ? await mergeDisputes(connection, origin) : 0;
  const rates = kinds.has("fx_rate") ? await mergeFxRates(connection, origin) : 0;
  const others = disputes + rates;
  const counts = await connection.runAndReadAll(
    `SELECT verdict, CAST(count(*) AS INTEGER) FROM judged GROUP BY verdict
     UNION ALL
     SELECT 'uncontested', CAST(count(*) AS INTEGER) FROM incoming
     WHERE ${isGoodAttempt} AND _line NOT IN (SELECT _line FROM judged)
     UNION ALL
     SELECT 'other', CAST(count(*) AS INTEGER) FROM incoming
     WHERE _skip IS NULL AND _bad IS NULL AND _kind IN ('dispute', 'fx_rate')`,
  );
  const of = (verdict: string) =>
    Number(counts.getRows().find((row) => row[0] === verdict)?.[1] ?? 0);
  return {
    loaded: of("uncontested") + of("loaded") + others,
    duplicates: of("duplicate") + of("other") - others,
    updated: of("updated"),
  };
}
