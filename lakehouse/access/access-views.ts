import { readFileSync } from "node:fs";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { publicRelations } from "../gold/build-gold.ts";
import { type AccessContract, contractKey, rowsKey } from "./access-contract.ts";
import { type BuiltLakehouse, builtLakehouse, makeSchema } from "./built-lakehouse.ts";
import { type MerchantRows, makeMerchantRows } from "./merchant-rows.ts";
import { shownColumn } from "./sensitive-columns.ts";

/** What the statements of a caller run over. */
export interface CallerViews {
  /** For `SET search_path`: nothing but the caller's views, and the functions of Spark. */
  readonly searchPath: string;
  /** Names of relations that the caller may read. */
  readonly open: readonly string[];
  /** Public relations that hold all merchants together, and cannot be told apart for this caller. */
  readonly closed: readonly string[];
}

/** Makes, once for each contract, the views that enforce it. */
export interface AccessViews {
  of(contract: AccessContract): Promise<CallerViews>;
}

/** A database in memory beside the lakehouse, so that views can be made over a file that is open for reading only. */
const catalog = "access";
const functions = `${catalog}.main`;
const macros = readFileSync(new URL("../duckdb/spark-macros.sql", import.meta.url), "utf8");

/** The views over one open lakehouse. They hold no data, and go when it is closed. */
export function accessViews(instance: DuckDBInstance): AccessViews {
  const known = new Map<string, Promise<CallerViews>>();
  const knownRows = new Map<string, MerchantRows>();
  // Why a chain: what is made for two callers at a time would meet in the catalogue.
  let turn: Promise<unknown> = onConnection(instance, attachCatalog);
  return {
    of(contract) {
      const key = contractKey(contract);
      const before = known.get(key);
      if (before !== undefined) return before;
      const made = turn.then(() =>
        onConnection(instance, (own) => makeViews(own, contract, knownRows)),
      );
      known.set(key, made);
      turn = made.then(
        ({ open, closed }) => {
          // A lakehouse that is still being built is looked at again.
          if (open.length + closed.length < publicRelations.length) {
            known.delete(key);
            knownRows.delete(rowsKey(contract));
          }
        },
        () => known.delete(key),
      );
      return made;
    },
  };
}

async function attachCatalog(connection: DuckDBConnection): Promise<void> {
  await connection.run(`ATTACH ':memory:' AS ${catalog} (READ_WRITE)`);
  await connection.run(`USE ${functions}`);
  await connection.run(macros);
}

async function makeViews(
  connection: DuckDBConnection,
  contract: AccessContract,
  knownRows: Map<string, MerchantRows>,
): Promise<CallerViews> {
  const schema = `${catalog}.caller_${contractKey(contract)}`;
  await connection.run("BEGIN");
  const lakehouse = await builtLakehouse(connection);
  const rows =
    knownRows.get(rowsKey(contract)) ?? (await makeRows(connection, lakehouse, contract));
  const present = publicRelations.filter((relation) => lakehouse.columns.has(relation));
  const open = present.filter((relation) => !rows.closed.has(relation));
  const secret = `(SELECT secret FROM ${lakehouse.schema}.pseudonym_key)`;
  await makeSchema(connection, schema);
  for (const relation of open) {
    const columns = (lakehouse.columns.get(relation) ?? [])
      .map((column) => shownColumn(column, contract.columns, secret))
      .filter((column) => column !== null);
    await connection.run(
      `CREATE VIEW ${schema}.${relation} AS SELECT ${columns.join(", ")} FROM ${rows.schema}.${relation}`,
    );
  }
  await connection.run("COMMIT");
  knownRows.set(rowsKey(contract), rows);
  return {
    searchPath: `${schema},${functions}`,
    open,
    closed: present.filter((relation) => rows.closed.has(relation)),
  };
}

async function makeRows(
  connection: DuckDBConnection,
  lakehouse: BuiltLakehouse,
  contract: AccessContract,
): Promise<MerchantRows> {
  const { merchants } = contract;
  if (merchants === null) return { schema: lakehouse.schema, closed: new Set() };
  const schema = `${catalog}.rows_${rowsKey(contract)}`;
  return makeMerchantRows(connection, lakehouse, { schema, functions, merchants });
}

async function onConnection<Result>(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}
