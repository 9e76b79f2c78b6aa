import { z } from "zod";
import { RefusedError, UsageError } from "../../errors.ts";
import { publicRelations } from "../gold/build-gold.ts";
import { maskedSchema } from "../gold/masked-views.ts";
import type { QueryOptions, Row } from "../warehouse.ts";
import { runQuery } from "./duckdb-warehouse.ts";
import type { Lakehouse } from "./open-lakehouse.ts";
import { namesUsed } from "./statement-tree.ts";

const isPublic = (name: string): boolean =>
  publicRelations.some((relation) => relation === name.toLowerCase());
const tableFunctions = new Set(["range", "generate_series", "unnest"]);
/** They tell about the machine or the engine rather than about payments. */
const refusedFunctions =
  /^(current_setting|getenv|getvariable|version|nextval|currval|json_serialize_\w+)$/;

/**
 * The rows of one SELECT over silver, the quarantine and gold, sensitive columns masked, for people who check numbers.
 * The statement is judged by its parsed tree and sees only masked views. Throws RefusedError for anything but that,
 * UsageError for a statement that cannot be parsed, otherwise what `Warehouse.query` throws.
 */
export async function sqlWindow(
  lakehouse: Lakehouse,
  statement: string,
  options: QueryOptions = {},
): Promise<Row[]> {
  const connection = await lakehouse.connect();
  try {
    const tree = await parse(lakehouse, statement);
    await refuseWhatIsNotPublic(lakehouse, tree);
    await connection.run(`USE ${maskedSchema}`);
    return await runQuery(connection, statement, {}, options);
  } finally {
    connection.closeSync();
  }
}

const Parsed = z.discriminatedUnion("error", [
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
  z.object({ error: z.literal(true), error_type: z.string(), error_message: z.string() }),
]);

async function parse(lakehouse: Lakehouse, statement: string): Promise<unknown> {
  const [row] = await lakehouse.warehouse.query(
    "SELECT json_serialize_sql(CAST(:statement AS VARCHAR)) AS tree",
    { statement },
  );
  const parsed = Parsed.parse(JSON.parse(String(row?.tree)));
  if (parsed.error && parsed.error_type === "parser") {
    throw new UsageError(`the statement cannot be read: ${parsed.error_message}`);
  }
  if (parsed.error || parsed.statements.length !== 1) {
    throw new RefusedError("this window is read-only: write one SELECT statement");
  }
  return parsed.statements[0];
}

async function refuseWhatIsNotPublic(lakehouse: Lakehouse, tree: unknown): Promise<void> {
  const used = namesUsed(tree);
  const refuse = (what: string): never => {
    throw new RefusedError(`${what} is not open here. Open are: ${publicRelations.join(", ")}`, {
      relations: publicRelations,
    });
  };
  for (const other of used.otherSources) refuse(other);
  for (const name of used.functions) if (refusedFunctions.test(name)) refuse(`${name}()`);
  for (const name of used.tableFunctions) if (!tableFunctions.has(name)) refuse(`${name}()`);
  const named = new Set(used.ctes);
  for (const { schema, table } of used.tables) {
    if (schema !== "" && schema !== maskedSchema) refuse(`${schema}.${table}`);
    if (!isPublic(table) && !(schema === "" && named.has(table.toLowerCase()))) refuse(table);
  }
  await refuseShadows(lakehouse, used.ctes);
}

/**
 * A WITH name is only visible where it is in scope; outside of it the same word would mean a real table. So a WITH may not
 * take the name of anything that exists.
 */
async function refuseShadows(lakehouse: Lakehouse, ctes: readonly string[]): Promise<void> {
  const shadowed = await lakehouse.warehouse.query(
    `SELECT name FROM (
       SELECT lower(table_name) AS name FROM duckdb_tables() UNION SELECT lower(view_name) AS name FROM duckdb_views()
     ) AS relations
     WHERE list_contains(from_json(CAST(:ctes AS JSON), '["VARCHAR"]'), name)`,
    { ctes: JSON.stringify(ctes) },
  );
  if (shadowed.length > 0) {
    const names = shadowed.map((row) => String(row.name)).join(", ");
    throw new RefusedError(`give the WITH another name than that of a table: ${names}`);
  }
}
