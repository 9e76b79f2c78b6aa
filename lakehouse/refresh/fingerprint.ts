import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { goldSelect } from "../gold/gold-select.ts";
import { goldViews } from "../gold/gold-views.ts";
import { referenceTables } from "../silver/reference-tables.ts";
import { silverStatement, silverSteps } from "../silver/silver-steps.ts";

/** What this release makes silver and gold with: its statements and reference tables. */
const release = createHash("sha256")
  .update(
    JSON.stringify([
      silverSteps.map(silverStatement),
      goldViews.map((view) => goldSelect(view)),
      referenceTables(),
    ]),
  )
  .digest("hex");

/**
 * Names the way in which bronze becomes gold: the release, and the engine, whose `hash` the keys of the index are made
 * with. Silver and gold with another fingerprint are built anew.
 */
export async function lakehouseFingerprint(connection: DuckDBConnection): Promise<string> {
  const version = await connection.runAndReadAll("SELECT version()");
  return `${String(version.getRows()[0]?.[0])} ${release}`;
}
