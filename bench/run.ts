import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * `node bench/run.ts [NAME…]`: runs the benches named, or all. A bench is a file `bench/NAME.bench.ts` that exports one
 * function whose name starts with `run`; what it returns is printed. A bench that misses its target throws.
 */
const names = process.argv.slice(2);
const known = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => basename(file, ".bench.ts"))
  .sort();
const unknown = names.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(", ")}; there are: ${known.join(", ")}\n`);
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : known) await runBench(name);
}

async function runBench(name: string): Promise<void> {
  const module: Record<string, unknown> = await import(
    join(import.meta.dirname, `${name}.bench.ts`)
  );
  const run = Object.entries(module).find(([key]) => key.startsWith("run"))?.[1];
  if (typeof run !== "function") throw new Error(`bench/${name}.bench.ts exports no run…()`);
  process.stdout.write(`${name}\n`);
  const result: unknown = await run();
  if (result !== undefined) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
