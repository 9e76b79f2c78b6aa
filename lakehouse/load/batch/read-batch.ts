import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { AttemptField } from "../../event/attempt.ts";
import { fieldSql, metaOf } from "./check.ts";
import { type DateOrder, scanTimes } from "./scan-times.ts";
import { literal } from "./stage.ts";
import { isKnownZone } from "./zone.ts";
import { offsetSql } from "./zone-offset.ts";

export const macrosSql = readFileSync(new URL("./macros.sql", import.meta.url), "utf8");

export interface BatchFormat {
  readonly mappingSql: string;
  /** Which column of the file a field comes from; the field's own name where it is not given. */
  readonly columnOf: Readonly<Partial<Record<AttemptField, string>>>;
  /** Month comes first in dates like 01/02/2026 unless the file itself shows otherwise. */
  readonly monthFirst: boolean;
  /** Expressions over `staged` for the text of the event's time and of its zone (NULL where there is none). */
  readonly timeSql: string;
  readonly zoneSql: string;
}

/** What a batch taught about its file; the next one begins with it. */
export interface Learnt {
  /** Zones that times were read in, and names of zones that nobody knows. */
  readonly zones: readonly string[];
  readonly dateOrder: DateOrder;
}

/**
 * Turns `staged` into `incoming`: typed columns of the event format, with `_skip` (kind of row that is no attempt) or
 * `_bad` ("column|reason") where a row cannot be used. `learnt` is what the earlier batches of the file taught; null in the first.
 */
export async function readBatch(
  connection: DuckDBConnection,
  format: BatchFormat,
  merchant: string | null,
  learnt: Learnt | null,
): Promise<Learnt> {
  const { zones, dateOrder } = learnt ?? (await learn(connection, format));
  const isDayFirst = dateOrder === "day_first";
  await connection.run(
    `SET VARIABLE merchant = ${merchant === null ? "CAST(NULL AS VARCHAR)" : literal(merchant)}`,
  );
  // Why a view: writing these wide rows down costs more than reading the batch twice.
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW candidate AS
     SELECT *, ${isDayFirst} AS _day_first, local_time(clock_part(event_timestamp), ${isDayFirst}) AS _local,
       coalesce(zone_part(event_timestamp), _zone, 'UTC') AS _zone_name
     FROM (${format.mappingSql})`,
  );
  const columns = await columnsOf(connection, "candidate");
  await connection.run(incomingSql(format, columns, dateOrder, zones));
  const further = await furtherZones(connection, zones);
  if (further.length === 0) return { zones, dateOrder };
  const all = [...zones, ...further];
  if (further.some(isKnownZone)) await connection.run(incomingSql(format, columns, dateOrder, all));
  return { zones: all, dateOrder };
}

async function learn(connection: DuckDBConnection, format: BatchFormat): Promise<Learnt> {
  const { zones, provenOrder } = await scanTimes(connection, format.timeSql, format.zoneSql);
  return { zones, dateOrder: provenOrder ?? (format.monthFirst ? "month_first" : "unknown") };
}

/** Zones that rows of `incoming` name and that are not in `zones`. */
async function furtherZones(
  connection: DuckDBConnection,
  zones: readonly string[],
): Promise<string[]> {
  const result = await connection.runAndReadAll(
    "SELECT DISTINCT _unread_zone FROM incoming WHERE _unread_zone IS NOT NULL ORDER BY 1",
  );
  return result
    .getRows()
    .map(([zone]) => String(zone))
    .filter((zone) => !zones.includes(zone));
}

/** The columns of a temporary table. `incoming` has only those fields that the format can fill. */
export async function columnsOf(
  connection: DuckDBConnection,
  table: "candidate" | "incoming",
): Promise<ReadonlySet<string>> {
  const result = await connection.runAndReadAll(
    `SELECT column_name FROM duckdb_columns() WHERE table_name = '${table}' AND internal = false AND database_name = 'temp'`,
  );
  return new Set(result.getRows().map((row) => String(row[0])));
}

function incomingSql(
  format: BatchFormat,
  present: ReadonlySet<string>,
  dateOrder: DateOrder,
  zones: readonly string[],
): string {
  const fields = fieldSql.filter(({ field }) => present.has(field));
  const optional = (name: string, otherwise: string) => (present.has(name) ? name : otherwise);
  const column = (field: AttemptField) => format.columnOf[field] ?? field;
  const attempt = fields.flatMap(({ field, failures }) =>
    failures.map(
      ({ when, reason }) => `WHEN ${when} THEN '${column(field).replaceAll("'", "''")}|${reason}'`,
    ),
  );
  const readable = ["", ...zones.filter(isKnownZone)];
  const time = column("event_timestamp");
  const ambiguous =
    dateOrder === "unknown"
      ? `WHEN is_slash_date(event_timestamp) THEN '${time}|ambiguous_date'`
      : "";
  const has = (name: string) => present.has(name);
  const values = fields.map(({ field, value }) => `${value} AS v_${field}`);
  // A row of another kind than an attempt carries its key and its fee, nothing else.
  const shared = new Set<AttemptField>(["source", "transaction_id", "fee_amount", "fee_currency"]);
  const kept = fields.map(({ field }) => {
    const value = shared.has(field)
      ? `v_${field}`
      : `CASE WHEN _kind = 'attempt' THEN v_${field} END`;
    return `CAST(${value} AS ${metaOf(field).sql}) AS ${field}`;
  });
  return `CREATE OR REPLACE TEMP TABLE incoming AS
    WITH timed AS (
      SELECT c.*, _local - to_seconds(${offsetSql(zones, "_zone_name", "_local")}) AS _event_time,
        CASE WHEN event_timestamp IS NOT NULL AND _zone_name NOT IN (${readable.map(literal).join(", ")}) THEN _zone_name END AS _unread_zone,
        x.minor_units AS _minor_units_of_currency, ${has("fee_currency") ? "f.minor_units" : "NULL"} AS _minor_units_of_fee_currency
      FROM candidate AS c
      LEFT JOIN currencies_dim AS x ON x.currency = upper(c.currency)
      ${has("fee_currency") ? "LEFT JOIN currencies_dim AS f ON f.currency = upper(c.fee_currency)" : ""}
    ),
    valued AS (SELECT *, ${values.join(", ")} FROM timed)
    SELECT
      _line, _at, _length, extra, _skip, _kind, _unread_zone,
      CASE
        WHEN _skip IS NOT NULL THEN NULL
        WHEN _bad IS NOT NULL THEN _bad
        WHEN _kind = 'attempt' THEN CASE
          ${ambiguous}
          WHEN event_timestamp IS NOT NULL AND _local IS NULL THEN '${time}|bad_timestamp'
          WHEN event_timestamp IS NOT NULL AND _unread_zone IS NOT NULL THEN '${time}|unknown_time_zone'
          ${attempt.join("\n          ")}
        END
        WHEN _kind = 'settlement' THEN CASE
          WHEN transaction_id IS NULL THEN '${column("transaction_id")}|missing_value'
          ${has("fee_amount") ? `WHEN fee_amount IS NOT NULL AND read_amount(fee_amount) IS NULL THEN '${column("fee_amount")}|bad_amount'` : ""}
        END
        WHEN _kind = 'dispute' THEN CASE
          WHEN transaction_id IS NULL THEN '${column("transaction_id")}|missing_value'
          ${has("_dispute_id") ? "WHEN _dispute_id IS NULL THEN 'dispute_id|missing_value'" : ""}
          ${has("_dispute_timestamp") ? "WHEN _dispute_timestamp IS NULL THEN 'dispute_timestamp|missing_value' WHEN instant(_dispute_timestamp, _day_first) IS NULL THEN 'dispute_timestamp|bad_timestamp'" : ""}
          ${has("_dispute_kind") ? "WHEN _dispute_kind IS NOT NULL AND _dispute_kind NOT IN ('fraud', 'service', 'other') THEN 'dispute_kind|bad_value'" : ""}
          ${has("_dispute_amount") ? "WHEN _dispute_amount IS NOT NULL AND read_amount(_dispute_amount) IS NULL THEN 'amount|bad_amount'" : ""}
        END
        ${
          has("_fx_date")
            ? `WHEN _kind = 'fx_rate' THEN CASE
          WHEN TRY_CAST(_fx_date AS DATE) IS NULL THEN 'date|bad_timestamp'
          WHEN _minor_units_of_currency IS NULL THEN 'currency|unknown_currency'
          WHEN coalesce(TRY_CAST(_fx_rate AS DOUBLE), 0) <= 0 THEN 'usd_per_unit|bad_value'
        END`
            : ""
        }
      END AS _bad,
      ${kept.join(",\n      ")},
      CAST(${optional("_decline_hint", "NULL")} AS VARCHAR) AS _decline_hint,
      CAST(${optional("_settlement_id", "NULL")} AS VARCHAR) AS _settlement_id,
      CAST(${optional("_dispute_id", "NULL")} AS VARCHAR) AS _dispute_id,
      ${has("_dispute_timestamp") ? "instant(_dispute_timestamp, _day_first)" : "CAST(NULL AS TIMESTAMP)"} AS _dispute_timestamp,
      coalesce(${optional("_dispute_kind", "NULL")}, 'other') AS _dispute_kind,
      ${has("_dispute_amount") ? "CAST(read_amount(_dispute_amount) AS DECIMAL(18, 4))" : "CAST(NULL AS DECIMAL(18, 4))"} AS _dispute_amount,
      CAST(${has("_dispute_currency") ? "upper(_dispute_currency)" : "NULL"} AS VARCHAR) AS _dispute_currency,
      CAST(${optional("_dispute_code", "NULL")} AS VARCHAR) AS _dispute_code,
      ${has("_fx_date") ? "TRY_CAST(_fx_date AS DATE)" : "CAST(NULL AS DATE)"} AS _fx_date,
      ${has("_fx_rate") ? "TRY_CAST(_fx_rate AS DOUBLE)" : "CAST(NULL AS DOUBLE)"} AS _fx_rate,
      upper(currency) AS _currency
    FROM valued`;
}
