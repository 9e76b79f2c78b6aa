import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DependencyError } from "../errors.ts";
import { inMemory, openLakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { buildOnDuckDb, exportInputs } from "./build-on-duckdb.ts";
import { buildOnSpark } from "./build-on-spark.ts";
import { judgeUnits } from "./judge-units.ts";
import { printVerdict } from "./print-verdict.ts";
import { requireSparkTools } from "./spark-tools.ts";
import { writeEvents } from "./write-events.ts";

/**
 * Builds silver and gold from the same events on DuckDB and on Apache Spark, from the same SQL, and compares every row.
 * Exits 0 when they agree, 1 when they differ anywhere, 6 when Spark cannot run here: then nothing was compared.
 */
async function conformance(folder: string): Promise<number> {
  requireSparkTools();
  const lakehouse = await openLakehouse(inMemory);
  try {
    await writeEvents(lakehouse, folder);
    const build = await buildOnDuckDb(lakehouse);
    const inputs = join(folder, "inputs");
    await mkdir(inputs);
    await exportInputs(lakehouse, build.inputs, inputs);
    const refused = await buildOnSpark(folder, build);
    const verdicts = await judgeUnits(lakehouse, build, refused, join(folder, "spark"));
    return printVerdict(verdicts) ? 0 : 1;
  } finally {
    lakehouse.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), "conformance-"));
try {
  process.exitCode = await conformance(folder);
} catch (error) {
  if (!(error instanceof DependencyError)) throw error;
  console.error(`${error.message}\nNothing was compared.`);
  process.exitCode = 6;
} finally {
  await rm(folder, { recursive: true, force: true });
}
