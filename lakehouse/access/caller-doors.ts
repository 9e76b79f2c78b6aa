import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { duckDbWarehouse, runQuery } from "../duckdb/duckdb-warehouse.ts";
import type { TakeSlot } from "../duckdb/slots.ts";
import type { Warehouse } from "../warehouse.ts";
import { type AccessContract, contractKey } from "./access-contract.ts";
import { type AccessViews, accessViews, type CallerViews } from "./access-views.ts";
import { type Caller, identityOf } from "./caller.ts";
import { judgeStatement, treeOfStatement } from "./judge-statement.ts";

/** Statements that were found fit are not parsed again; so many are remembered for each contract. */
const mostJudged = 2_000;

/**
 * The doors of one open lakehouse. Whatever comes through the door of a caller is judged by its parsed tree, and runs in
 * a read-only transaction on a connection that knows no relations but the caller's views.
 */
export function callerDoors(
  instance: DuckDBInstance,
  takeSlot: TakeSlot,
): (caller: Caller, contract: AccessContract) => Warehouse {
  const views = accessViews(instance);
  const doors = new Map<string, Warehouse>();
  return (caller, contract) => {
    const identity = identityOf(caller);
    const key = `${contractKey(contract)} ${identity}`;
    const door =
      doors.get(key) ??
      duckDbWarehouse(instance, { identity, takeSlot, admit: admission(views, contract) });
    doors.set(key, door);
    return door;
  };
}

function admission(views: AccessViews, contract: AccessContract) {
  const fit = new WeakMap<CallerViews, Set<string>>();
  return async (connection: DuckDBConnection, sql: string): Promise<void> => {
    const own = await views.of(contract);
    const known = fit.get(own) ?? new Set();
    if (!known.has(sql)) {
      const [row] = await runQuery(connection, treeOfStatement, { statement: sql }, {});
      judgeStatement(String(row?.tree), own);
      if (known.size >= mostJudged) known.clear();
      fit.set(own, known.add(sql));
    }
    await connection.run(`SET search_path = '${own.searchPath}'`);
    await connection.run("BEGIN TRANSACTION READ ONLY");
  };
}
