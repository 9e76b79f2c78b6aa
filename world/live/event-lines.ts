import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Stretch } from "../stretch.ts";
import type { World } from "../world.ts";
import { stageWorld } from "../write/staged-world.ts";

/** Turns stretches of a world into lines of the event format. */
export interface EventLines {
  of(stretch: Stretch): Promise<string[]>;
  close(): void;
}

/** The relations and their columns of time. Rates first, so that the money of the attempts beside them can be converted. */
const relations = [
  { name: "world_fx_rates", time: null },
  { name: "world_attempts", time: "event_timestamp" },
  { name: "world_disputes", time: "dispute_timestamp" },
] as const;

export async function eventLines(
  world: Pick<World, "dictionaries" | "currencyDigits">,
): Promise<EventLines> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "200MB" });
  const connection = await instance.connect();
  const staged = await stageWorld(connection, world);
  return {
    async of(stretch) {
      staged.add(stretch);
      const lines: string[] = [];
      for (const relation of relations) lines.push(...(await linesOf(connection, relation)));
      await staged.clear();
      return lines;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function linesOf(
  connection: DuckDBConnection,
  { name, time }: (typeof relations)[number],
): Promise<string[]> {
  const written =
    time === null ? "" : `REPLACE (strftime(${time}, '%Y-%m-%dT%H:%M:%S.%gZ') AS ${time})`;
  const result = await connection.runAndReadAll(
    `SELECT CAST(to_json(event) AS VARCHAR)
     FROM (SELECT * EXCLUDE (_line) ${written} FROM temp.${name} ORDER BY _line) AS event`,
  );
  return result.getRows().map(([line]) => String(line));
}
