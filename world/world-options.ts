import { z } from "zod";
import { UsageError } from "../errors.ts";
import { maxPaymentsPerDay } from "./demand/arrival.ts";
import { incidentKinds } from "./incident/incident-kind.ts";
import type { PolicyFactory } from "./policy/policy.ts";

export const policyNames = ["default", "oracle", "random"] as const;

const isFactory = (value: unknown): value is PolicyFactory => typeof value === "function";

/** What a world is made from. */
export const WorldOptions = z.object({
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** UTC days before `endsAt`. */
  days: z.int().min(1).max(1_000),
  /** On an average day; attempts are about a sixth more. */
  paymentsPerDay: z.int().min(1).max(maxPaymentsPerDay),
  incidents: z.union([z.enum(["all", "none"]), z.array(z.enum(incidentKinds)).readonly()]),
  /** Default: what a plausible merchant does. */
  policy: z.union([z.enum(policyNames), z.custom<PolicyFactory>(isFactory)]).optional(),
  /** The exclusive end of the last day: a midnight in UTC. It is given, never read from a clock. */
  endsAt: z.iso
    .datetime({ offset: true })
    .refine((at) => Date.parse(at) % 86_400_000 === 0, "must be a midnight in UTC"),
});
export type WorldOptions = z.infer<typeof WorldOptions>;

export const checkedOptions = (given: WorldOptions): WorldOptions => {
  const parsed = WorldOptions.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new UsageError(`A world cannot be made from this:\n${z.prettifyError(parsed.error)}`);
};
