import type { DuckDBConnection } from "@duckdb/node-api";
import {
  dropTemporary,
  type SilverStep,
  silverSteps,
  temporaryStatement,
} from "../silver/silver-steps.ts";
import { addToPart, type BronzePart, dropPart, takeDisputes, takePart } from "./bronze-part.ts";
import { statement } from "./statement.ts";

const merging: readonly SilverStep[] = ["merged_versions", "merged_attempts", "attempt_groups"];
const linking = silverSteps.filter(
  (step) => !merging.includes(step) && step !== "decision_log_silver",
);

/**
 * Makes silver of the attempts in `touched_attempts` and of all whose rows depend on theirs (`drawn_in`), in temporary tables
 * named as those of silver, which hide them until `dropSilverPart`. `new_places` and `old_places` hold the places of the
 * touched ones. False where what is remembered of bronze does not fit it.
 */
export async function makeSilverPart(part: BronzePart): Promise<boolean> {
  const { connection } = part;
  if ((await takePart(part, "touched_attempts")) === null) return false;
  await run(connection, merging);
  await connection.run(`CREATE OR REPLACE TEMP TABLE new_places AS ${statement("places")}`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE old_places AS
     SELECT places.* FROM refresh_places AS places
     SEMI JOIN touched_attempts ON touched_attempts.attempt_key = places.attempt_key`,
  );
  await connection.run(statement("drawn_in"));
  const drawnIn = await addToPart(part, "drawn_in");
  if (drawnIn === null) return false;
  await takeDisputes(part);
  if (drawnIn.rows > drawnIn.attempts) await run(connection, ["merged_versions"]);
  await run(connection, linking);
  return true;
}

const dropEverything = [
  ...dropTemporary,
  ...[
    "payments_enriched_silver",
    "payments_silver",
    "new_places",
    "old_places",
    "drawn_in",
    "touched_attempts",
  ].map((table) => `DROP TABLE IF EXISTS temp.${table}`),
].join("; ");

/** Uncovers the whole of bronze and silver again. */
export async function dropSilverPart(part: BronzePart): Promise<void> {
  await part.connection.run(dropEverything);
  await dropPart(part);
}

async function run(connection: DuckDBConnection, steps: readonly SilverStep[]): Promise<void> {
  for (const step of steps) await connection.run(temporaryStatement(step));
}
