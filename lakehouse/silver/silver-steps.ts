import { readFileSync } from "node:fs";
import { withColumns } from "./attempt-columns.ts";

/** Every statement of silver, in the order in which they build on each other. The file `<name>.sql` holds it. */
export const silverSteps = [
  "merged_versions",
  "merged_attempts",
  "attempt_groups",
  "decline_meanings",
  "settlement_fees",
  "usd_rates",
  "group_members",
  "clock_steps",
  "payment_starts",
  "attempt_links",
  "payment_totals",
  "payments_enriched_silver",
  "payments_silver",
  "decision_log_silver",
] as const;
export type SilverStep = (typeof silverSteps)[number];

const head = /^CREATE OR REPLACE (TEMP )?(TABLE|VIEW) /m;

const statements = new Map(
  silverSteps.map((step) => {
    const sql = withColumns(readFileSync(new URL(`./${step}.sql`, import.meta.url), "utf8"));
    const [, temporary, kind] = head.exec(sql) ?? [];
    return [step, { sql, isTemporary: temporary !== undefined, kind }];
  }),
);

const statementOf = (step: SilverStep) => {
  const statement = statements.get(step);
  if (statement === undefined) throw new Error(`silver has no step ${step}`);
  return statement;
};

/** The statement of a step: it creates the step's relation, whatever was there. */
export const silverStatement = (step: SilverStep): string => statementOf(step).sql;

/** The same relation over the same sources, as a temporary one. */
export const temporaryStatement = (step: SilverStep): string =>
  silverStatement(step).replace(head, "CREATE OR REPLACE TEMP $2 ");

/** Drops what the steps leave that is not silver, newest first. */
export const dropTemporary: readonly string[] = silverSteps
  .filter((step) => statementOf(step).isTemporary)
  .map((step) => `DROP ${statementOf(step).kind} IF EXISTS temp.${step}`)
  .toReversed();
