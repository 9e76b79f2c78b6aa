import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { adyenReceived } from "../lakehouse/load/format/adyen.ts";
import { stripe } from "../lakehouse/load/format/stripe.ts";
import { writeExport } from "./export/write-export.ts";

const rows = 200_000;
const runs = 5;
const exports = [
  { name: "stripe", format: stripe },
  { name: "adyen", format: adyenReceived },
] as const;

export interface LoadResult {
  readonly export: string;
  readonly rows: number;
  /** Median wall time of `pay load` on the dirty file, process start included. */
  readonly loadMs: number;
  readonly rowsPerSecond: number;
  /** Median of DuckDB's own reader on the clean file and the same statements, process start included. */
  readonly plainDuckDbMs: number;
  /** Median over pairs of runs that follow each other, so that a machine that changes its pace changes both. */
  readonly timesPlainDuckDb: number;
}

/**
 * Loads dirty exports of 200,000 rows into a fresh lakehouse, five times each. Throws when one is slower than 100,000
 * rows a second and also slower than 1.5 times plain DuckDB, or loads another number of rows than there are.
 */
export const runLoadBench = async (): Promise<LoadResult[]> => {
  const folder = await mkdtemp(join(tmpdir(), "load-bench-"));
  try {
    const results: LoadResult[] = [];
    for (const entry of exports) results.push(await benchExport(folder, entry));
    const slow = results.filter((r) => r.rowsPerSecond < 100_000 && r.timesPlainDuckDb > 1.5);
    if (slow.length > 0) throw new Error(`too slow: ${JSON.stringify(results, null, 2)}`);
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
};

const benchExport = async (
  folder: string,
  { name, format }: (typeof exports)[number],
): Promise<LoadResult> => {
  const dirty = join(folder, `${name}.csv`);
  const clean = join(folder, `${name}-clean.csv`);
  const { good } = writeExport({ format: name, out: dirty, rows, seed: 1, dirt: true });
  writeExport({ format: name, out: clean, rows, seed: 1, dirt: false });
  const loads: number[] = [];
  const plain: number[] = [];
  for (let run = 0; run < runs; run++) {
    loads.push(await timedLoad(dirty, join(folder, `${name}-${run}`), good));
    plain.push(await timedPlain(clean, format.processor, join(folder, `${name}-${run}.duckdb`)));
  }
  const loadMs = median(loads);
  const plainDuckDbMs = median(plain);
  return {
    export: name,
    rows,
    loadMs: Math.round(loadMs),
    rowsPerSecond: Math.round((rows / loadMs) * 1000),
    plainDuckDbMs: Math.round(plainDuckDbMs),
    timesPlainDuckDb: Number(
      median(loads.map((ms, run) => ms / (plain[run] ?? Number.NaN))).toFixed(2),
    ),
  };
};

const Report = z.object({ rowsLoaded: z.int() });

const timedLoad = async (file: string, dataDir: string, expected: number): Promise<number> => {
  const { ms, stdout } = await timed("cli.ts", ["load", file, "--data", dataDir, "--json"]);
  const { rowsLoaded } = Report.parse(JSON.parse(stdout));
  if (rowsLoaded !== expected) throw new Error(`loaded ${rowsLoaded} of ${expected} rows`);
  return ms;
};

const timedPlain = async (file: string, format: string, database: string): Promise<number> =>
  (await timed("bench/load/plain-duckdb.ts", [file, format, database])).ms;

const timed = async (script: string, args: readonly string[]) => {
  const start = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    cwd: join(import.meta.dirname, ".."),
  });
  return { ms: performance.now() - start, stdout };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
