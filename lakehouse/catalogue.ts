import { z } from "zod";
import { type Dimension, dimensionIds } from "./dictionary/dimension.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * What the planner may know of the data: which values exist and which columns are filled, never rows.
 * Built once per state of the lakehouse by `loadCatalogue(warehouse)`.
 */
export interface Catalogue {
  /** Newest event time, ISO UTC. Null in an empty lakehouse. */
  readonly asOf: string | null;
  readonly firstEvent: string | null;
  /** Distinct values per dimension, most frequent first, at most 1,000 each. A column that is never filled has `[]`. */
  readonly values: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** True where the loaded data is the bundled sample; every answer says so. */
  readonly isSample: boolean;
}

const mostValues = 1_000;

/** Reads the catalogue from gold: what the planner is told, in one pass a dimension. Throws as `Warehouse.query` does. */
export async function loadCatalogue(warehouse: Warehouse): Promise<Catalogue> {
  const [state] = await warehouse.query(
    "SELECT as_of, first_event_timestamp, is_sample FROM v_as_of",
  );
  const { as_of, first_event_timestamp, is_sample } = State.parse(state);
  const values = await Promise.all(
    dimensionIds.map(async (id) => [id, await valuesOf(warehouse, id)] as const),
  );
  return {
    asOf: as_of,
    firstEvent: first_event_timestamp,
    values: Object.fromEntries(values),
    isSample: is_sample,
  };
}

async function valuesOf(warehouse: Warehouse, id: Dimension): Promise<string[]> {
  const rows = await warehouse.query(
    `SELECT ${id} AS value FROM v_attempt_facts WHERE ${id} IS NOT NULL
     GROUP BY ${id} ORDER BY count(*) DESC, ${id} ASC LIMIT ${mostValues}`,
  );
  return rows.map((row) => Value.parse(row).value);
}

const State = z.object({
  as_of: z.string().nullable(),
  first_event_timestamp: z.string().nullable(),
  is_sample: z.boolean(),
});
const Value = z.object({ value: z.string() });
