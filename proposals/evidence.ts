import { isDeepStrictEqual } from "node:util";
import type { Proposal } from "../agents/proposal.ts";

/** Shares that traffic alone moves from day to day, in points. */
const shareTolerance = 3;

/**
 * Why what a proposal rests on is no longer so, against the same run over the data of now; null where it still holds: the same
 * change is proposed, and its expected effect lies within the interval that was shown.
 */
export function evidenceMoved(shown: Proposal, now: Proposal | undefined): string | null {
  if (now === undefined) return "the agent no longer proposes it";
  if (!isSameChange(shown, now))
    return `it now proposes ${JSON.stringify(now.diff.new)} instead of ${JSON.stringify(shown.diff.new)}`;
  const [before, after] = [shown.impact, now.impact];
  if (before === null && after === null) return null;
  if (before === null || after === null || before.unit !== after.unit)
    return "its expected effect is measured differently now";
  if (after.mid >= before.low && after.mid <= before.high) return null;
  return `its expected effect is ${after.mid} ${after.unit} now, outside ${before.low} to ${before.high}`;
}

function isSameChange(shown: Proposal, now: Proposal): boolean {
  if (shown.kind !== "route_shift") return isDeepStrictEqual(shown.diff.new, now.diff.new);
  const [before, after] = [sharesIn(shown.diff.new), sharesIn(now.diff.new)];
  return (
    isDeepStrictEqual([...before.keys()].sort(), [...after.keys()].sort()) &&
    [...before].every(
      ([route, share]) => Math.abs(share - (after.get(route) ?? 0)) <= shareTolerance,
    )
  );
}

const sharesIn = (shares: unknown): Map<string, number> =>
  new Map(
    Object.entries(shares ?? {}).flatMap(([route, share]) =>
      typeof share === "number" ? [[route, share] as const] : [],
    ),
  );
