import { z } from "zod";
import type { Proposal } from "../agents/proposal.ts";
import { RefusedError, UsageError } from "../errors.ts";
import { declineReason } from "../lakehouse/decline/reasons.ts";

/** What may be set, by the kind of change: an edit is held to the same. */
const Shares = z
  .record(z.string(), z.number().min(0).max(100))
  .refine((shares) => Object.keys(shares).length > 1, "name the share of two routes at least")
  .refine((shares) => sum(shares) <= 100.5, "the shares are more than 100 % together");
const RetryRule = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("never") }),
  z.strictObject({
    rule: z.enum(["immediate", "delayed"]),
    /** Of each repeat in turn. */
    waitMinutes: z
      .array(
        z
          .int()
          .min(0)
          .max(30 * 1_440),
      )
      .min(1)
      .max(5)
      .refine((waits) => waits.every((wait, n) => wait >= (waits[n - 1] ?? 0)), "waits grow"),
  }),
]);
const ThreeDsRule = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const schemas = { route_shift: Shares, retry_rule: RetryRule, three_ds_rule: ThreeDsRule } as const;

/** How much traffic one decision may move, in points of share: more needs a second look at how the first went. */
const mostShiftPct = 25;

/** Kinds that change a setting; the others are work for a person, and applying them notes that it was taken on. */
export const isSetting = (kind: Proposal["kind"]): kind is keyof typeof schemas => kind in schemas;

/**
 * The value that would be set: the proposal's, or what a person made of it. Throws UsageError for what is no such setting,
 * RefusedError for one that the networks forbid or that goes too far at once.
 */
export function changeOf({ kind, target, diff }: Proposal, edit: unknown = diff.new): unknown {
  if (!isSetting(kind)) return edit;
  const parsed = schemas[kind].safeParse(edit);
  if (!parsed.success) throw new UsageError(`This is no ${kind}: ${z.prettifyError(parsed.error)}`);
  if (kind === "retry_rule") refuseForbiddenRetry(target, RetryRule.parse(edit));
  if (kind === "route_shift") refuseLargeShift(diff.old, Shares.parse(edit));
  return parsed.data;
}

function refuseForbiddenRetry(target: string, { rule }: z.infer<typeof RetryRule>): void {
  const reason = target.replace(/^retry\./, "").split(".")[0] ?? "";
  if (rule !== "never" && declineReason(reason)?.retry.rule === "never")
    throw new RefusedError(`The networks forbid to retry after ${reason}.`, { target });
}

function refuseLargeShift(old: unknown, shares: z.infer<typeof Shares>): void {
  const before = Shares.safeParse(old).data ?? {};
  for (const [route, share] of Object.entries(shares)) {
    const was = before[route];
    if (was === undefined)
      throw new UsageError(
        `The proposal is not about ${route}: name ${Object.keys(before).join(", ")}.`,
      );
    if (Math.abs(share - was) > mostShiftPct)
      throw new RefusedError(
        `${route} would go from ${was} % to ${share} %: one decision moves at most ${mostShiftPct} points.`,
      );
  }
}

const sum = (shares: Readonly<Record<string, number>>): number =>
  Object.values(shares).reduce((total, share) => total + share, 0);
