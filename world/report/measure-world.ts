import { readFileSync } from "node:fs";
import { inMemory, openLakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { buildGold } from "../../lakehouse/gold/build-gold.ts";
import { buildSilver } from "../../lakehouse/silver/build-silver.ts";
import { createWorld, type WorldOptions } from "../world.ts";
import { startBronzeLoad } from "../write/bronze-load.ts";
import { emitWorld } from "../write/emit-world.ts";

/** A count or an amount over another. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}
export interface WorldMeasures {
  readonly attempts: number;
  readonly shares: ReadonlyMap<string, Share>;
  readonly retries: readonly (Share & { readonly reason: string; readonly delay: number })[];
  readonly hours: readonly (Share & { readonly day: number; readonly hour: number })[];
}

const sql = (name: string): string =>
  readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");
const statements = {
  measures: sql("measures"),
  retries: sql("retry_recovery"),
  hours: sql("hour_of_week"),
};

/** Makes a world, loads it into a lakehouse in memory, and asks gold. */
export async function measureWorld(options: WorldOptions): Promise<WorldMeasures> {
  const lakehouse = await openLakehouse(inMemory, { memoryLimit: "2GB" });
  try {
    const { connection } = lakehouse;
    const world = createWorld(options);
    const load = await startBronzeLoad(connection, world, {
      name: "report",
      ingestedAt: options.endsAt,
    });
    const { attempts } = await emitWorld(world, [load.sink], options);
    await load.finish();
    await buildSilver(connection);
    await buildGold(connection);
    const measures = await lakehouse.run(statements.measures);
    return {
      attempts,
      shares: new Map(measures.map((row) => [String(row.id), shareOf(row)])),
      retries: (await lakehouse.run(statements.retries)).map((row) => ({
        ...shareOf(row),
        reason: String(row.reason),
        delay: Number(row.delay),
      })),
      hours: (await lakehouse.run(statements.hours)).map((row) => ({
        ...shareOf(row),
        day: Number(row.day),
        hour: Number(row.hour),
      })),
    };
  } finally {
    lakehouse.close();
  }
}

const shareOf = (row: Readonly<Record<string, unknown>>): Share => ({
  numerator: Number(row.numerator),
  denominator: Number(row.denominator),
});
