import type { Filters, Scope } from "../../lakehouse/scope.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Plan } from "../plan.ts";
import { type Clock, type Period, toRange } from "./time/period.ts";
import { lastUnits } from "./time/unit-period.ts";

/** How the assumption begins that stands for a period nobody named. */
export const noPeriodNamed = "No period was named";

/** What a plan has in common, whatever its outcome. */
export type PlanBase = Pick<Plan, "intent" | "scope" | "by" | "metric">;

export const scopeOf = (
  range: Period,
  compare: Period | null,
  filters: Filters,
  clock: Clock,
): Scope => ({
  range: toRange(range),
  compare: compare ? toRange(compare) : null,
  filters,
  timezone: "UTC",
  asOf: new Date(clock.asOf).toISOString(),
});

/** For plans that look at nothing: the default scope. */
export const emptyBase = (clock: Clock): PlanBase => ({
  intent: "overview",
  scope: scopeOf(lastUnits(7, "day", "last 7 days", clock), null, {}, clock),
  by: [],
  metric: null,
});

/** A plan that says why nothing is answered, and what can be asked instead. */
export const refuse = (base: PlanBase, message: string): Plan => ({
  ...base,
  outcome: "refuse",
  agents: [],
  message,
  options: [],
  assumptions: [],
});

/** A plan that asks one question back. */
export const clarify = (base: PlanBase, message: string, options: readonly string[]): Plan => ({
  ...base,
  outcome: "clarify",
  agents: [],
  message,
  options: [...options],
  assumptions: [],
});

/** Three questions that these data can answer. */
export function suggestions({ values }: Catalogue): string[] {
  const [country] = values.issuer_country ?? [];
  const [network] = values.card_network ?? [];
  return [
    "Why did the approval rate drop yesterday?",
    "Top decline reasons last week vs the week before",
    country
      ? "Approval rate by issuer country last week"
      : network
        ? "Approval rate by card network last week"
        : "What was the approval rate last week?",
  ];
}
