import { readFileSync } from "node:fs";
import { dimensionIds } from "../dictionary/dimension.ts";
import { attemptColumns, attemptMeasures, attemptTotals } from "./attempt-measures.ts";
import { feedLists } from "./feed-measures.ts";
import { type GoldView, goldViews } from "./gold-views.ts";
import { wilsonPct } from "./wilson-pct.ts";

type Filling = (...given: string[]) => string | readonly string[];

/** What may stand in braces in a gold file, with its arguments: definitions that several files share. */
const fillings: ReadonlyMap<string, Filling> = new Map<string, Filling>([
  ["measures", attemptMeasures],
  ["totals", attemptTotals],
  ["columns", attemptColumns],
  ...Object.entries(feedLists).map(([name, list]): [string, Filling] => [name, () => list]),
  ["wilson_low_pct", (part = "", whole = "") => wilsonPct("-", part, whole)],
  ["wilson_high_pct", (part = "", whole = "") => wilsonPct("+", part, whole)],
  // The fact views carry every dimension of the dictionary, as text.
  ["dimensions", () => dimensionIds.map((id) => `CAST(${id} AS STRING) AS ${id}`)],
]);

const files = new Map(
  goldViews.map((view) => [view, readFileSync(new URL(`./${view}.sql`, import.meta.url), "utf8")]),
);

/** The text of one relation's file, as written. */
function fileOf(view: GoldView): string {
  const file = files.get(view);
  if (file === undefined) throw new Error(`gold has no relation ${view}`);
  return file;
}

/**
 * The SELECT of one relation of gold, ready to run on DuckDB and Spark. `dirty` restricts a materialised one to the hours or
 * days that have to be computed anew: a predicate over the column it is materialised by.
 */
export function goldSelect(view: GoldView, dirty = "TRUE"): string {
  return fileOf(view).replaceAll(
    /\{\{(\w+)(?:\(([^)]*)\))?\}\}/g,
    (_, name: string, given?: string) => {
      if (name === "dirty") return dirty;
      const filling = fillings.get(name);
      if (filling === undefined) throw new Error(`${view}.sql: nothing fills {{${name}}}`);
      const filled = filling(...(given?.split(",").map((argument) => argument.trim()) ?? []));
      return typeof filled === "string" ? filled : filled.join(",\n  ");
    },
  );
}

/** What a relation is kept by: the column of its hours or days, or everything (a few rows, made anew at each refresh). */
export const keptBy = ["event_date", "event_hour_start", "everything"] as const;
export type KeptBy = (typeof keptBy)[number];

/** What a relation is materialised by, as its file's first line says; null for a view. */
export function materialisedBy(view: GoldView): KeptBy | null {
  const said = /^-- materialised by: (\w+)\n/.exec(fileOf(view))?.[1];
  if (said === undefined) return null;
  const kept = keptBy.find((name) => name === said);
  if (kept === undefined) throw new Error(`${view}.sql cannot be materialised by ${said}`);
  return kept;
}
