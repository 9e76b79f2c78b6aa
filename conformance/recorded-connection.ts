import type { DuckDBConnection } from "@duckdb/node-api";

/** A connection, and every statement it has run so far. */
export interface RecordedConnection {
  readonly connection: DuckDBConnection;
  readonly statements: readonly string[];
}

/** Notes what a build runs, so that another engine can be given the very statements and not a list kept beside them. */
export function recordedConnection(connection: DuckDBConnection): RecordedConnection {
  const statements: string[] = [];
  const run: DuckDBConnection["run"] = (sql, ...rest) => {
    statements.push(sql);
    return connection.run(sql, ...rest);
  };
  const recorded = new Proxy(connection, {
    get(target, property) {
      if (property === "run") return run;
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { connection: recorded, statements };
}
