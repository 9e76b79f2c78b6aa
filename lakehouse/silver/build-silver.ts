import type { DuckDBConnection } from "@duckdb/node-api";
import { writeReferenceTables } from "./reference-tables.ts";
import { dropTemporary, silverStatement, silverSteps } from "./silver-steps.ts";

/**
 * Builds silver from the whole of bronze: merges versions, explains declines, converts money and links the attempts of one
 * payment. The same bronze gives the same silver, in whatever order it was loaded. A caller that needs all or nothing
 * wraps it in a transaction. `whileLinked` runs while the steps' temporary relations are still there.
 */
export async function buildSilver(
  connection: DuckDBConnection,
  whileLinked: () => Promise<void> = async () => {},
): Promise<void> {
  await forgetProgress(connection);
  await writeReferenceTables(connection);
  // Why: every join here has its small side on the right. DuckDB, misled by the anti join of versions, would hash all attempts.
  await connection.run("SET disabled_optimizers = 'build_side_probe_side'");
  try {
    for (const step of silverSteps) await connection.run(silverStatement(step));
  } finally {
    await connection.run("RESET disabled_optimizers");
  }
  await whileLinked();
  for (const statement of dropTemporary) await connection.run(statement);
}

/** What a refresh remembers of silver does not hold for this one. */
async function forgetProgress(connection: DuckDBConnection): Promise<void> {
  await connection.run("DROP TABLE IF EXISTS refresh_progress");
}
