import { type StandardisedRoute, standardisedDifference } from "../../../analysis/standardise.ts";
import { tally } from "../../../tools/amounts.ts";
import type { Impact } from "../../finding.ts";
import type { Proposal } from "../../proposal.ts";
import { proposalOf } from "../../proposal-draft.ts";
import { quoted } from "../../words.ts";
import type { Desk } from "../desk.ts";
import type { RouteComparison } from "./compare-routes.ts";

/** How much of the larger route's volume is moved first: enough to measure, little enough to undo. */
export const firstStep = 0.1;

/** Move a tenth of the largest route's first attempts to the one that is better like for like. */
export const shiftProposal = (
  desk: Desk,
  { rows, receipt, standardised }: RouteComparison,
  to: StandardisedRoute,
  from: StandardisedRoute,
): Proposal[] => {
  const total = standardised.routes.reduce((sum, route) => sum + route.raw.denominator, 0);
  const sharePct = (route: StandardisedRoute) => Math.round((100 * route.raw.denominator) / total);
  const movedPct = Math.round(firstStep * sharePct(from));
  if (movedPct < 1) return [];
  return [
    proposalOf(
      {
        kind: "route_shift",
        title: `Move a tenth of the first attempts of ${quoted(from.route)} to ${quoted(to.route)}`,
        target: `route.processor.${from.route}->${to.route}`,
        diff: {
          old: { [from.route]: sharePct(from), [to.route]: sharePct(to) },
          new: { [from.route]: sharePct(from) - movedPct, [to.route]: sharePct(to) + movedPct },
        },
        impact: shiftImpact(desk, rows, { to, from, share: firstStep }),
        evidence: [receipt.id],
        guardrails: [
          "Stop when first-attempt approval of the moved traffic falls below that of the rest.",
          "Watch cost per approval, latency and the dispute rate of the moved traffic.",
        ],
      },
      desk,
    ),
  ];
};

/** Approved amount that a share of `from`'s volume would gain at `to`, per range. */
export const shiftImpact = (
  { currency }: Desk,
  rows: RouteComparison["rows"],
  {
    to,
    from,
    share: moved,
  }: { readonly to: StandardisedRoute; readonly from: StandardisedRoute; readonly share: number },
): Impact => {
  const amount = rows
    .filter((row) => row.by_1 === from.route)
    .reduce((sum, row) => sum + tally(row, currency).amount, 0);
  const { difference, interval } = standardisedDifference(to, from);
  const worth = (share: number) => Math.round(share * moved * amount);
  return {
    low: worth(interval[0]),
    mid: worth(difference),
    high: worth(interval[1]),
    unit: currency,
    per: "range",
    basis: "like-for-like difference times the moved share of the amount attempted",
  };
};
