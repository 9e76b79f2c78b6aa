import { z } from "zod";
import { type RouteCell, standardise } from "../analysis/standardise.ts";
import { amountColumns } from "./amounts.ts";
import { By, byColumns, Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";
import { notGiven } from "./scope-predicate.ts";

const Row = z.object({ ...byColumns, counted: Count, approved: Count, ...amountColumns });
type Row = z.infer<typeof Row>;

/** First-attempt approval of routes on one and the same mix of traffic. */
export const routeComparison = goldTool({
  name: "route-comparison",
  module: import.meta.url,
  description:
    "First-attempt approval by the first dimension given (processor, payment_solution, is_cross_border …), standardised to one mix of the dimensions after it.",
  input: z.object({ by: By.min(2), within: Within }),
  row: Row,
  periods: "current",
  analyse: (all) => {
    // An attempt of which the route is not known belongs to none.
    const rows = all.filter((row) => row.by_1 !== notGiven);
    return { ...standardise(rows.map(cellOfRoute)), rows };
  },
});

const cellOfRoute = (row: Row): RouteCell => ({
  route: row.by_1 ?? "",
  stratum: JSON.stringify([row.by_2, row.by_3, row.by_4, row.by_5]),
  rate: { numerator: row.approved, denominator: row.counted },
});
