import { standardisedDifference } from "../../../analysis/standardise.ts";
import { dimensionWords, quoted } from "../../words.ts";
import type { Check } from "../desk.ts";
import { compareRoutes } from "./compare-routes.ts";
import { likeForLike } from "./like-for-like.ts";
import { shiftImpact } from "./shift-proposal.ts";

/** What moving volume would be worth, per tenth moved; refuses where the routes' traffic is not comparable. */
export const whatIf: Check = async (desk) => {
  const answer = await compareRoutes(desk, "processor");
  if (answer.kind !== "compared") return likeForLike("processor")(desk);
  const { comparison } = answer;
  const { routes, coverage } = comparison.standardised;
  const [from, to] = routes.toSorted((a, b) => b.raw.denominator - a.raw.denominator);
  if (from === undefined || to === undefined) return {};
  const { sheet } = desk;
  const { difference, interval } = standardisedDifference(to, from);
  const impact = shiftImpact(desk, comparison.rows, to, from);
  const cell = { processor: [from.route, to.route] };
  const about = { receipt: comparison.receipt, cell, derivation: impact.basis };
  const money = (minor: number) => sheet.money("approved_amount", minor, impact.unit, about);
  const points = sheet.pp("first_attempt_approval_rate", 100 * difference, {
    ...about,
    derivation: "like-for-like difference of the two routes",
    interval: [100 * interval[0], 100 * interval[1]],
  });
  return {
    findings: [
      {
        kind: difference > 0 && interval[0] > 0 ? "opportunity" : "other",
        title: `Each tenth of ${quoted(from.route)} moved to ${quoted(to.route)} is worth ${money(impact.mid)} of approved amount per range`,
        text: `The estimate lies between ${money(impact.low)} and ${money(impact.high)}: the like-for-like difference of ${points} times the amount attempted at ${quoted(from.route)}. It rests on ${sheet.count("attempts", coverage.numerator, { receipt: comparison.receipt, derivation: "first attempts in strata that both routes have" })} comparable first attempts.`,
        cell,
        impact,
        confidence: interval[0] > 0 || interval[1] < 0 ? 0.8 : 0.5,
        caveats: [
          `Assumes that the moved traffic is like the rest by ${dimensionWords(comparison.heldEqual)}, and that the approval of both routes stays as it is when volume moves.`,
          "Fees of the routes are not part of it.",
        ],
      },
    ],
  };
};
