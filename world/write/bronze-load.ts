import type { DuckDBConnection } from "@duckdb/node-api";
import { createBronze } from "../../lakehouse/bronze/create-bronze.ts";
import { mergeBatch, type Origin } from "../../lakehouse/load/batch/merge-batch.ts";
import { nextBatch, recordLoad } from "../../lakehouse/load/record-load.ts";
import type { World } from "../world.ts";
import { stageWorld } from "./staged-world.ts";
import type { WorldSink } from "./world-sink.ts";

/** Two row groups of DuckDB, one for each core: fewer rows at once are written twice, first to the log. */
const rowsPerMerge = 245_760;

export interface BronzeLoad {
  readonly sink: WorldSink;
  /** Loads what is still waiting, and writes down in `loads` what was taken. Once all is settled. */
  finish(): Promise<void>;
}

/**
 * Loads a world into bronze on a connection. The rows are those that loading the world's files gives, without the way
 * through text: their columns have the event format's types already. They are merged as those of any load are; `_line` is
 * the place among the world's attempts, disputes or rates.
 */
export async function startBronzeLoad(
  connection: DuckDBConnection,
  world: Pick<World, "dictionaries" | "currencyDigits">,
  { name, ingestedAt }: { readonly name: string; readonly ingestedAt: string },
): Promise<BronzeLoad> {
  await createBronze(connection);
  const staged = await stageWorld(connection, world);
  await connection.run(incoming);
  const origin: Origin = {
    batch: await nextBatch(connection),
    file: name,
    format: "event",
    ingestedAt,
  };
  const total = { rowsRead: 0, rowsLoaded: 0, duplicates: 0, updated: 0 };
  let waiting = 0;
  let merged: Promise<void> = Promise.resolve();
  const merge = async () => {
    const counts = await mergeBatch(connection, origin);
    total.rowsLoaded += counts.loaded;
    total.duplicates += counts.duplicates;
    total.updated += counts.updated;
    total.rowsRead += waiting;
    waiting = 0;
    await staged.clear();
  };
  return {
    sink: {
      take({ stretch }) {
        staged.add(stretch);
        waiting += stretch.attempts.count + stretch.disputes.length + stretch.fxRates.length;
        if (waiting >= rowsPerMerge) merged = merge();
      },
      settled: () => merged,
    },
    async finish() {
      if (waiting > 0) await merge();
      await recordLoad(connection, {
        ...total,
        batch: origin.batch,
        file: name,
        format: "world",
        isSample: true,
        skipped: 0,
        quarantined: 0,
        ingestedAt,
      });
    },
  };
}

/** What stands in `incoming` where a row has no value of its own, in the types that merging expects. */
const nothing = {
  _skip: "VARCHAR",
  _bad: "VARCHAR",
  extra: "VARCHAR",
  _decline_hint: "VARCHAR",
  _settlement_id: "VARCHAR",
} as const;

/**
 * The staged world as the `incoming` of a load: typed rows that nothing is wrong with. Why a view: the wide rows are then
 * made once, when they are inserted.
 */
const incoming = `
  CREATE OR REPLACE TEMP VIEW incoming AS
  SELECT 'attempt' AS _kind, * FROM temp.world_attempts
  UNION ALL BY NAME
  SELECT 'dispute' AS _kind, _line, source, transaction_id, dispute_id AS _dispute_id, dispute_timestamp AS _dispute_timestamp,
    dispute_kind AS _dispute_kind, amount AS _dispute_amount, currency AS _dispute_currency,
    network_reason_code AS _dispute_code
  FROM temp.world_disputes
  UNION ALL BY NAME
  SELECT 'fx_rate' AS _kind, _line, date AS _fx_date, usd_per_unit AS _fx_rate, currency AS _currency FROM temp.world_fx_rates
  UNION ALL BY NAME
  SELECT * FROM (SELECT ${Object.entries(nothing)
    .map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`)
    .join(", ")}) WHERE false`;
