import { standardisedDifference } from "../../../analysis/standardise.ts";
import { dimensionWords, quoted } from "../../words.ts";
import type { Check } from "../desk.ts";
import { compareRoutes } from "./compare-routes.ts";
import { likeForLike } from "./like-for-like.ts";
import { shiftImpact } from "./shift-proposal.ts";

/**
 * What moving a share would be worth where routing probabilities are not logged: the like-for-like difference, an assumption
 * more. Refuses where the routes' traffic is not comparable.
 */
export const comparedWhatIf =
  (share: number, move?: { readonly from: string; readonly to: string }): Check =>
  async (desk) => {
    const answer = await compareRoutes(desk, "processor");
    if (answer.kind !== "compared") return likeForLike("processor")(desk);
    const { comparison } = answer;
    const { routes, coverage } = comparison.standardised;
    const bySize = routes.toSorted((a, b) => b.raw.denominator - a.raw.denominator);
    const from = move ? routes.find(({ route }) => route === move.from) : bySize[0];
    const to = move ? routes.find(({ route }) => route === move.to) : bySize[1];
    if (from === undefined || to === undefined) return likeForLike("processor")(desk);
    const { sheet } = desk;
    const { difference, interval } = standardisedDifference(to, from);
    const impact = shiftImpact(desk, comparison.rows, { to, from, share });
    const cell = { processor: [from.route, to.route] };
    const about = { receipt: comparison.receipt, cell, derivation: impact.basis };
    const money = (minor: number) => sheet.money("approved_amount", minor, impact.unit, about);
    const points = sheet.pp("first_attempt_approval_rate", 100 * difference, {
      ...about,
      derivation: "like-for-like difference of the two routes",
      interval: [100 * interval[0], 100 * interval[1]],
    });
    const moved = sheet.share("attempts", share, {
      ...about,
      derivation:
        desk.task.move?.share == null ? "a first step: no share was named" : "as asked for",
    });
    const isReal = interval[0] > 0 || interval[1] < 0;
    return {
      findings: [
        {
          kind: interval[0] > 0 ? "opportunity" : "other",
          title: isReal
            ? `Moving ${moved} of ${quoted(from.route)} to ${quoted(to.route)} is worth ${money(impact.mid)} of approved amount in [[range]]`
            : `Moving ${moved} of ${quoted(from.route)} to ${quoted(to.route)} makes no significant difference: ${points} like for like`,
          text: `The estimate lies between ${money(impact.low)} and ${money(impact.high)}: the like-for-like difference of ${points} times the amount attempted that moves. It rests on ${sheet.count("attempts", coverage.numerator, { receipt: comparison.receipt, derivation: "first attempts in strata that both routes have" })} comparable first attempts.`,
          cell,
          impact,
          confidence: isReal ? 0.7 : 0.5,
          caveats: [
            "No routing probabilities are logged: this compares what was sent, not what chance sent.",
            `Assumes that the moved traffic is like the rest by ${dimensionWords(comparison.heldEqual)}, and that the approval of both routes stays as it is when volume moves.`,
            "Fees of the routes are not part of it.",
          ],
        },
      ],
      missing: [
        "the data have no routing probabilities: log the chance with which each route was chosen",
      ],
    };
  };
