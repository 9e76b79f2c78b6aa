import type { Range, Scope } from "../../../lakehouse/scope.ts";

const dayMs = 86_400_000;
/** As in dispute-cohorts.sql. */
const days = 180;

/** The purchases that `dispute-cohorts` looks at, whatever the range: disputes arrive too late for a shorter one. */
export const cohortWindow = ({ asOf }: Pick<Scope, "asOf">): Range => ({
  from: new Date(Date.parse(asOf) - days * dayMs).toISOString(),
  to: new Date(Date.parse(asOf) + 1000).toISOString(),
  label: `last ${days} days up to now`,
});

/** One month of purchases; `month` is its first instant. */
export const monthOf = (month: string): Range => {
  const first = new Date(month);
  const next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1));
  return {
    from: first.toISOString(),
    to: next.toISOString(),
    label: first.toISOString().slice(0, "2026-01".length),
  };
};
