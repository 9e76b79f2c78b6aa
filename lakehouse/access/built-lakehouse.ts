import type { DuckDBConnection } from "@duckdb/node-api";

/** What the builder made: every table and view with its columns, and the schema that they are in, ready for SQL text. */
export interface BuiltLakehouse {
  readonly schema: string;
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/** Reads the catalogue of the lakehouse that a connection is open on. */
export async function builtLakehouse(connection: DuckDBConnection): Promise<BuiltLakehouse> {
  const [database] = (await connection.runAndReadAll("SELECT current_database()")).getRowsJS();
  const relations = await connection.runAndReadAll(
    `SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
     WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal GROUP BY table_name`,
  );
  return {
    schema: `"${String(database?.[0]).replaceAll('"', '""')}".main`,
    columns: new Map(
      relations.getRowsJS().map(([name, columns]) => [String(name), [columns].flat().map(String)]),
    ),
  };
}

/** Creates an empty schema, in the place of what is there by its name. */
export async function makeSchema(connection: DuckDBConnection, schema: string): Promise<void> {
  await connection.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await connection.run(`CREATE SCHEMA ${schema}`);
}
