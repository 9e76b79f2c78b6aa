import { join } from "node:path";
import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import type { Build } from "./build-on-duckdb.ts";
import type { Refused } from "./build-on-spark.ts";
import { type Comparison, compareRelation } from "./compare-relation.ts";
import type { PortableUnit } from "./portable-unit.ts";

/** What is known of one relation: compared; built on both and not kept; or not built on one of the engines. */
export type Verdict = { readonly name: string } & (
  | { readonly kind: "compared"; readonly comparison: Comparison }
  | { readonly kind: "step" }
  | { readonly kind: "not built"; readonly reason: string }
);

/** Judges every relation that either engine was to build, in the order of the build. */
export async function judgeUnits(
  lakehouse: Lakehouse,
  { units, notBuilt }: Build,
  refused: Refused,
  sparkFolder: string,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const unit of units) verdicts.push(await judgeUnit(lakehouse, unit, refused, sparkFolder));
  const reason = "the build makes no relation of this file";
  return [...verdicts, ...notBuilt.map((name): Verdict => ({ name, kind: "not built", reason }))];
}

async function judgeUnit(
  lakehouse: Lakehouse,
  { name, isTemporary }: PortableUnit,
  refused: Refused,
  sparkFolder: string,
): Promise<Verdict> {
  const problem = refused[name];
  if (problem !== undefined) return { name, kind: "not built", reason: `Spark: ${problem}` };
  if (isTemporary) return { name, kind: "step" };
  const files = join(sparkFolder, name, "*.parquet").replaceAll("'", "''");
  const comparison = await compareRelation(lakehouse, name, `read_parquet('${files}')`);
  return { name, kind: "compared", comparison };
}
