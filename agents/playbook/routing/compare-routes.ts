import type { Standardised } from "../../../analysis/standardise.ts";
import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { approvalMovers } from "../../../tools/approval-movers.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import { routeComparison } from "../../../tools/route-comparison.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import { minimumSample } from "../../verdict.ts";
import type { Desk } from "../desk.ts";

/** Traffic is held equal by these, where the export fills them and they vary; the most telling first. */
const strata: readonly Dimension[] = [
  "issuer_country",
  "funding_type",
  "card_network",
  "amount_bucket",
];

export interface RouteComparison {
  readonly route: Dimension;
  readonly heldEqual: readonly Dimension[];
  readonly standardised: Standardised;
  readonly rows: Awaited<ReturnType<typeof routeComparison.run>>["result"]["rows"];
  readonly receipt: Receipt;
}

export type RouteAnswer =
  | { readonly kind: "compared"; readonly comparison: RouteComparison }
  | { readonly kind: "single"; readonly values: readonly string[] }
  | { readonly kind: "thin"; readonly comparison: RouteComparison };

/**
 * First-attempt approval of the values of `route` on one mix of traffic. Starts with the finest strata and gives up one at a
 * time while too little is comparable. `single`: there are no two routes with enough attempts. `thin`: there are, but they
 * carry different traffic.
 */
export const compareRoutes = async (desk: Desk, route: Dimension): Promise<RouteAnswer> => {
  const { result: movers } = await desk.call(approvalMovers, {
    by: [route, ...strata],
    within: {},
  });
  const now = movers.filter((row) => row.period === "current");
  const values = now
    .filter((row) => row.dimension === route && row.counted >= minimumSample)
    .map((row) => row.value)
    .filter((value) => value !== notGiven);
  if (values.length < 2) return { kind: "single", values };

  const varied = strata.filter(
    (dimension) => now.filter((row) => row.dimension === dimension).length > 1,
  );
  let thinnest: RouteComparison | null = null;
  for (let kept = varied.length; kept >= 1; kept--) {
    const comparison = await compare(desk, route, varied.slice(0, kept));
    if (comparison.standardised.routes.length >= 2) return { kind: "compared", comparison };
    thinnest = comparison;
  }
  if (thinnest !== null) return { kind: "thin", comparison: thinnest };
  // Nothing varies but the route: the raw rates are the like-for-like ones.
  return { kind: "compared", comparison: await compare(desk, route, [strata[0] ?? route]) };
};

const compare = async (
  desk: Desk,
  route: Dimension,
  heldEqual: readonly Dimension[],
): Promise<RouteComparison> => {
  const { result, receipt } = await desk.call(routeComparison, {
    by: [route, ...heldEqual],
    within: {},
  });
  return { route, heldEqual, standardised: result, rows: result.rows, receipt };
};
