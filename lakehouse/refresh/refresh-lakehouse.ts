import { isDeepStrictEqual } from "node:util";
import type { DuckDBConnection } from "@duckdb/node-api";
import { buildGold } from "../gold/build-gold.ts";
import { refreshGold } from "../gold/refresh-gold.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { indexEverything, indexNewVersions } from "./attempt-index.ts";
import type { BronzePart } from "./bronze-part.ts";
import { lakehouseFingerprint } from "./fingerprint.ts";
import {
  bronzeProgress,
  knownProgress,
  noProgress,
  type Progress,
  rememberProgress,
} from "./progress.ts";
import { replaceAttempts } from "./replace-attempts.ts";
import { dropSilverPart, makeSilverPart } from "./silver-part.ts";
import { statement } from "./statement.ts";

/** What a refresh did. */
export interface RefreshReport {
  /** `everything`: silver and gold were built anew. `nothing`: bronze holds nothing new. */
  readonly scope: "everything" | "part" | "nothing";
  /** Rows of silver that were written; null after `everything`. */
  readonly attempts: number | null;
  /** Days of event time (UTC) on which rows changed; null after `everything`. */
  readonly days: number | null;
}

const everything: RefreshReport = { scope: "everything", attempts: null, days: null };
const nothing: RefreshReport = { scope: "nothing", attempts: 0, days: 0 };

/** From this share of all rows on, and from this many, building everything is faster. */
const largestShare = 0.2;
const alwaysPart = 20_000;

/**
 * Brings silver and gold up to bronze. It touches only what new, late or corrected rows can change, and the outcome is the
 * same as that of `buildSilver` and `buildGold`, which it falls back on where nothing is known of the last refresh, a
 * release changed statements or reference tables, rows of bronze were taken away, or most of them are new. One
 * transaction: readers see the old or the new, and a killed refresh leaves the old. Bronze must be committed.
 */
export async function refreshLakehouse(connection: DuckDBConnection): Promise<RefreshReport> {
  const fingerprint = await lakehouseFingerprint(connection);
  await connection.run("BEGIN");
  try {
    const report =
      (await refreshPart(connection, fingerprint)) ??
      (await rebuildEverything(connection, fingerprint));
    await connection.run("COMMIT");
    return report;
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}

/** Null where everything has to be built. */
async function refreshPart(
  connection: DuckDBConnection,
  fingerprint: string,
): Promise<RefreshReport | null> {
  const since = await knownProgress(connection, fingerprint);
  if (since === null) return null;
  const now = await bronzeProgress(connection, since);
  if (now === null) return null;
  const newRows = now.attempts.rows - since.attempts.rows + now.disputes.rows - since.disputes.rows;
  if (isDeepStrictEqual(now, since)) return nothing;
  if (newRows > Math.max(alwaysPart, largestShare * now.attempts.rows)) return null;

  await indexNewVersions(connection, since.attempts.lastRow);
  await connection.run(
    statement("touched_attempts", {
      last_bronze_row: since.attempts.lastRow,
      last_dispute_row: since.disputes.lastRow,
      last_rate_row: since.rates.lastRow,
    }),
  );
  const part: BronzePart = { connection, database: await databaseOf(connection) };
  const isMade = await makeSilverPart(part);
  const replaced = isMade ? await replaceAttempts(part) : null;
  await dropSilverPart(part);
  if (replaced === null) return null;
  await refreshGold(connection, replaced.days);
  await rememberProgress(connection, fingerprint, now);
  return { scope: "part", attempts: replaced.attempts, days: replaced.days.length };
}

async function rebuildEverything(
  connection: DuckDBConnection,
  fingerprint: string,
): Promise<RefreshReport> {
  const now = (await bronzeProgress(connection, noProgress)) as Progress;
  await buildSilver(connection, () => indexEverything(connection));
  await buildGold(connection);
  await rememberProgress(connection, fingerprint, now);
  return everything;
}

async function databaseOf(connection: DuckDBConnection): Promise<string> {
  const name = await connection.runAndReadAll("SELECT current_database()");
  return `"${String(name.getRows()[0]?.[0]).replaceAll('"', '""')}"`;
}
