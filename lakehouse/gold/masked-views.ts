import { randomBytes } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { Attempt, attemptFields } from "../event/attempt.ts";
import { fieldMeta } from "../event/field.ts";

/** The schema that `sqlWindow` looks into: the public relations, sensitive columns masked. */
export const maskedSchema = "masked";

/** Same value, same pseudonym, within one lakehouse; the key keeps people from trying out addresses and ids. */
const pseudonym = (column: string): string =>
  `'p-' || left(sha256((SELECT secret FROM main.pseudonym_key) || ${column}), 16)`;
const firstSixDigits = (column: string): string =>
  `rpad(left(${column}, 6), CAST(length(${column}) AS INTEGER), '*')`;

const masks = new Map<string, string>(
  attemptFields.flatMap((name) => {
    const sensitivity = fieldMeta.get(Attempt.shape[name])?.sensitivity;
    if (sensitivity === undefined) return [];
    return [[name, sensitivity === "personal" ? pseudonym(name) : firstSixDigits(name)]];
  }),
);

/** Creates a masked double of each relation. What is sensitive is declared with the field, in the event format. */
export async function createMaskedViews(
  connection: DuckDBConnection,
  relations: readonly string[],
): Promise<void> {
  await connection.run("CREATE TABLE IF NOT EXISTS pseudonym_key (secret VARCHAR NOT NULL)");
  await connection.run(
    "INSERT INTO pseudonym_key SELECT $secret WHERE NOT EXISTS (SELECT 1 FROM pseudonym_key)",
    { secret: randomBytes(32).toString("hex") },
  );
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${maskedSchema}`);
  for (const relation of relations) {
    const described = await connection.runAndReadAll(`SELECT * FROM main.${relation} LIMIT 0`);
    const columns = described.columnNames().map((name) => {
      const mask = masks.get(name);
      return mask === undefined ? name : `${mask} AS ${name}`;
    });
    await connection.run(
      `CREATE OR REPLACE VIEW ${maskedSchema}.${relation} AS SELECT ${columns.join(", ")} FROM main.${relation}`,
    );
  }
}
