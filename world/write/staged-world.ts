import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
} from "@duckdb/node-api";
import type { AttemptBatch } from "../attempt-batch.ts";
import { type AttemptColumn, attemptColumnNames, isWide, nullValue } from "../attempt-columns.ts";
import { dictionaryNames } from "../dictionaries.ts";
import type { Dispute, FxRate, Stretch } from "../stretch.ts";
import type { World } from "../world.ts";
import { decodeColumn, dictionaryVariable, minorUnitsVariable } from "./decode-column.ts";

/** DuckDB's own vector size: the most rows that a chunk can hold. */
const chunkRows = 2048;

const typeOf = (name: AttemptColumn) => (isWide(name) ? DOUBLE : INTEGER);

/**
 * What a world emits, as relations of one connection in the columns and types of the event format: `world_attempts`,
 * `world_disputes`, `world_fx_rates`, with their place among all staged rows of the kind as `_line`. Only numbers cross into DuckDB; it looks the texts up.
 */
export interface StagedWorld {
  /** Rows that were ever added. */
  readonly rows: Readonly<Record<"attempts" | "disputes" | "fx_rates", number>>;
  /** Adds a stretch to the relations. */
  add(stretch: Stretch): void;
  /** Empties `world_attempts`. */
  clearAttempts(): Promise<void>;
  /** Empties all three. */
  clear(): Promise<void>;
}

export async function stageWorld(
  connection: DuckDBConnection,
  world: Pick<World, "dictionaries" | "currencyDigits">,
): Promise<StagedWorld> {
  for (const name of dictionaryNames)
    await connection.run(
      `SET VARIABLE ${dictionaryVariable(name)} = ${textList(world.dictionaries[name])}`,
    );
  const minorUnits = world.currencyDigits.map((digits) => 10 ** digits).join(", ");
  await connection.run(`SET VARIABLE ${minorUnitsVariable} = [${minorUnits}]`);
  await connection.run(relations);
  const appenders = {
    attempts: await connection.createAppender("world_attempt_numbers", null, "temp"),
    disputes: await connection.createAppender("world_dispute_numbers", null, "temp"),
    fxRates: await connection.createAppender("world_fx_rate_numbers", null, "temp"),
  };
  const chunk = DuckDBDataChunk.create(attemptColumnNames.map(typeOf));
  const truncate = async (...tables: string[]) => {
    for (const table of tables) await connection.run(`TRUNCATE temp.${table}`);
  };
  const rows = { attempts: 0, disputes: 0, fx_rates: 0 };
  return {
    rows,
    add({ attempts, disputes, fxRates }) {
      rows.attempts += attempts.count;
      rows.disputes += disputes.length;
      rows.fx_rates += fxRates.length;
      appendAttempts(appenders.attempts, chunk, attempts);
      appendDisputes(appenders.disputes, disputes);
      appendFxRates(appenders.fxRates, fxRates);
      for (const appender of Object.values(appenders)) appender.flushSync();
    },
    clearAttempts: () => truncate("world_attempt_numbers"),
    clear: () =>
      truncate("world_attempt_numbers", "world_dispute_numbers", "world_fx_rate_numbers"),
  };
}

function appendAttempts(
  appender: DuckDBAppender,
  chunk: DuckDBDataChunk,
  { count, columns }: AttemptBatch,
): void {
  for (let from = 0; from < count; from += chunkRows) {
    const rows = Math.min(chunkRows, count - from);
    chunk.rowCount = rows;
    attemptColumnNames.forEach((name, index) => {
      const vector = chunk.getColumnVector(index);
      const values = columns[name];
      for (let row = 0; row < rows; row++) vector.setItem(row, values[from + row] ?? nullValue);
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
}

function appendDisputes(appender: DuckDBAppender, disputes: readonly Dispute[]): void {
  for (const dispute of disputes) {
    appender.appendDouble(dispute.disputeNo);
    appender.appendDouble(dispute.transactionNo);
    appender.appendDouble(dispute.at);
    appender.appendVarchar(dispute.kind);
    appender.appendVarchar(dispute.source);
    appender.appendDouble(dispute.amountMinor);
    appender.appendVarchar(dispute.currency);
    appender.appendVarchar(dispute.reasonCode);
    appender.endRow();
  }
}

function appendFxRates(appender: DuckDBAppender, rates: readonly FxRate[]): void {
  for (const { date, currency, usdPerUnit } of rates) {
    appender.appendVarchar(date);
    appender.appendVarchar(currency);
    appender.appendDouble(usdPerUnit);
    appender.endRow();
  }
}

const minorUnits = `getvariable('${minorUnitsVariable}')[list_position(getvariable('${dictionaryVariable("currency")}'), currency)]`;

const relations = `
  CREATE OR REPLACE TEMP TABLE world_attempt_numbers (
    ${attemptColumnNames.map((name) => `${name} ${typeOf(name)}`).join(", ")});
  CREATE OR REPLACE TEMP TABLE world_dispute_numbers (
    dispute_no DOUBLE, transaction_no DOUBLE, at_ms DOUBLE, kind VARCHAR, source VARCHAR,
    amount_minor DOUBLE, currency VARCHAR, reason_code VARCHAR);
  CREATE OR REPLACE TEMP TABLE world_fx_rate_numbers (date VARCHAR, currency VARCHAR, usd_per_unit DOUBLE);
  CREATE OR REPLACE TEMP VIEW world_attempts AS
    SELECT rowid + 1 AS _line, ${attemptColumnNames.map(decodeColumn).join(", ")} FROM temp.world_attempt_numbers;
  CREATE OR REPLACE TEMP VIEW world_disputes AS
    SELECT rowid + 1 AS _line, 'dispute' AS type, 'txn_' || CAST(transaction_no AS BIGINT) AS transaction_id,
      'dsp_' || CAST(dispute_no AS BIGINT) AS dispute_id, make_timestamp(CAST(at_ms AS BIGINT) * 1000) AS dispute_timestamp,
      source, kind AS dispute_kind, CAST(amount_minor / ${minorUnits} AS DECIMAL(18, 4)) AS amount, currency,
      reason_code AS network_reason_code
    FROM temp.world_dispute_numbers;
  CREATE OR REPLACE TEMP VIEW world_fx_rates AS
    SELECT rowid + 1 AS _line, 'fx_rate' AS type, CAST(date AS DATE) AS date, currency, usd_per_unit FROM temp.world_fx_rate_numbers`;

const textList = (values: readonly string[]): string =>
  `CAST([${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")}] AS VARCHAR[])`;
