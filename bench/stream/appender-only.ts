import { DuckDBInstance } from "@duckdb/node-api";
import { benchEvent } from "./bench-event.ts";

/** Events a second that DuckDB's appender alone takes: parsed JSON into one table of text, nothing checked or derived. */
export async function appenderOnly(file: string, events: number): Promise<number> {
  const lines = Array.from({ length: events }, (_, i) => JSON.stringify(benchEvent(i, Date.now())));
  const columns = Object.keys(benchEvent(0, 0));
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE events (${columns.map((name) => `${name} VARCHAR`).join(", ")})`,
  );
  const start = performance.now();
  const appender = await connection.createAppender("events");
  for (const line of lines) {
    const event = JSON.parse(line) as Record<string, unknown>;
    for (const name of columns) {
      const value = event[name];
      if (value === undefined) appender.appendNull();
      else appender.appendVarchar(String(value));
    }
    appender.endRow();
  }
  appender.closeSync();
  const took = performance.now() - start;
  connection.closeSync();
  instance.closeSync();
  return (events / took) * 1_000;
}
