import { z } from "zod";
import { RefusedError, UsageError } from "../../errors.ts";
import type { CallerViews } from "./access-views.ts";
import { namesUsed } from "./names-used.ts";
import { isOpenFunction, isOpenTableFunction } from "./open-functions.ts";

/** The statement whose rows are the tree that `judgeStatement` takes, as JSON text. It binds `statement`. */
export const treeOfStatement = "SELECT json_serialize_sql(CAST(:statement AS VARCHAR)) AS tree";

const Parsed = z.discriminatedUnion("error", [
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
  z.object({ error: z.literal(true), error_type: z.string(), error_message: z.string() }),
]);

/**
 * Judges a statement by its parsed tree: one SELECT over what is open to the caller, with functions that only compute.
 * Throws RefusedError for anything else, UsageError for what cannot be parsed.
 */
export function judgeStatement(tree: string, views: CallerViews): void {
  const parsed = Parsed.parse(JSON.parse(tree));
  if (parsed.error && parsed.error_type === "parser")
    throw new UsageError(`the statement cannot be read: ${parsed.error_message}`);
  if (parsed.error || parsed.statements.length !== 1)
    throw new RefusedError("this window is read-only: write one SELECT statement");
  const used = namesUsed(parsed.statements[0]);
  for (const source of used.otherSources) refuse(source, views);
  for (const name of used.functions) if (!isOpenFunction(name)) refuseFunction(name);
  for (const name of used.tableFunctions) if (!isOpenTableFunction(name)) refuseFunction(name);
  for (const { schema, table } of used.tables) {
    if (schema !== "") refuse(`${schema}.${table}`, views);
    if (views.closed.includes(table))
      throw new RefusedError(
        `${table} does not say which merchant its rows are of: it is not open to a caller who sees some merchants only`,
        { relation: table },
      );
    if (!views.open.includes(table)) refuse(table, views);
  }
}

function refuse(what: string, { open }: CallerViews): never {
  throw new RefusedError(`${what} is not open here. Open are: ${open.join(", ")}`, {
    relations: open,
  });
}

function refuseFunction(name: string): never {
  throw new RefusedError(
    `${name}() is not open here: open are functions that compute from their arguments`,
    { function: name },
  );
}
