import type { DuckDBConnection } from "@duckdb/node-api";
import type { Origin } from "./merge-batch.ts";

const provenance = `_line, CAST($batch AS BIGINT) AS _batch, CAST($file AS VARCHAR) AS _file, CAST($at AS TIMESTAMP) AS _ingested_at`;
const bind = (origin: Origin) => ({
  batch: origin.batch,
  file: origin.file,
  at: origin.ingestedAt,
});

/** The kinds of usable rows in `incoming`, and `carried_dispute` where an attempt's row says that it was disputed. */
export async function kindsOf(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const kinds = await connection.runAndReadAll(
    `SELECT DISTINCT CASE WHEN _kind = 'attempt' AND _dispute_id IS NOT NULL THEN 'carried_dispute' ELSE _kind END
     FROM incoming WHERE _skip IS NULL AND _bad IS NULL`,
  );
  return new Set(kinds.getRows().map(([kind]) => String(kind)));
}

/**
 * Adds the disputes of `incoming` that are not known yet, rows of their own and those that an attempt's row carries.
 * Returns how many rows that are nothing but a dispute were added.
 */
export async function mergeDisputes(connection: DuckDBConnection, origin: Origin): Promise<number> {
  await connection.run(
    `INSERT INTO disputes_bronze BY NAME
     SELECT source, transaction_id, _dispute_id AS dispute_id, _dispute_timestamp AS dispute_timestamp,
       _dispute_kind AS dispute_kind, _dispute_amount AS amount, _dispute_currency AS currency,
       _dispute_code AS network_reason_code, ${provenance}
     FROM incoming AS i
     WHERE _skip IS NULL AND _bad IS NULL AND _dispute_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM disputes_bronze AS d
       WHERE d.source = i.source AND d.dispute_id = i._dispute_id AND d.dispute_kind = i._dispute_kind
         AND d.amount IS NOT DISTINCT FROM i._dispute_amount
         AND d.dispute_timestamp IS NOT DISTINCT FROM i._dispute_timestamp)
     QUALIFY row_number() OVER (PARTITION BY source, _dispute_id ORDER BY _line DESC) = 1`,
    bind(origin),
  );
  return added(connection, "dispute", "disputes_bronze", origin);
}

/** Adds the exchange rates of `incoming` that differ from the last one loaded for their day. Returns how many. */
export async function mergeFxRates(connection: DuckDBConnection, origin: Origin): Promise<number> {
  await connection.run(
    `INSERT INTO fx_rates_bronze BY NAME
     SELECT _fx_date AS date, _currency AS currency, _fx_rate AS usd_per_unit, ${provenance}
     FROM incoming AS i
     WHERE _kind = 'fx_rate' AND _skip IS NULL AND _bad IS NULL AND _fx_rate IS DISTINCT FROM (
       SELECT max_by(f.usd_per_unit, f._batch * 1000000000 + f._line) FROM fx_rates_bronze AS f
       WHERE f.date = i._fx_date AND f.currency = i._currency)
     QUALIFY row_number() OVER (PARTITION BY _fx_date, _currency ORDER BY _line DESC) = 1`,
    bind(origin),
  );
  return added(connection, "fx_rate", "fx_rates_bronze", origin);
}

async function added(
  connection: DuckDBConnection,
  kind: string,
  table: string,
  origin: Origin,
): Promise<number> {
  const result = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS INTEGER) FROM incoming
     WHERE _kind = '${kind}' AND _line IN (SELECT _line FROM ${table} WHERE _batch = $batch)`,
    { batch: origin.batch },
  );
  return Number(result.getRows()[0]?.[0] ?? 0);
}
