import { z } from "zod";
import { type Completeness, labelLag } from "../analysis/label-lag.ts";
import { Count } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  purchase_month: z.iso.datetime(),
  card_network: z.string(),
  age_weeks: Count,
  is_disputed: z.boolean(),
  /** Null where not disputed, or where the feed does not say when. */
  lag_weeks: z.int().nullable(),
  approved: Count,
  fraud_disputed: Count,
});
type Row = z.infer<typeof Row>;

/** A month's purchases on one network. */
export interface DisputeCohort {
  readonly purchase_month: string;
  readonly card_network: string;
  readonly approved: number;
  readonly disputed: number;
  readonly fraud_disputed: number;
  /** Share of its disputes that have arrived by the as-of; null where the data cannot tell. */
  readonly completeness: number | null;
}

/** Disputes by the month of purchase, and how much of each month is still to come. */
export const disputeCohorts = goldTool({
  name: "dispute-cohorts",
  module: import.meta.url,
  description:
    "Approved attempts and those disputed so far by purchase month and network, the half year up to the as-of, with the share of disputes that has arrived.",
  input: z.object({}),
  row: Row,
  periods: "current",
  analyse: (rows): DisputeCohort[] => {
    const lag = labelLag(
      rows.flatMap(({ age_weeks: age, lag_weeks, approved }) =>
        lag_weeks === null ? [] : [{ age, lag: lag_weeks, count: approved }],
      ),
    );
    return [
      ...Map.groupBy(rows, (row) => `${row.purchase_month} ${row.card_network}`).values(),
    ].flatMap((own) => cohortOf(own, lag));
  },
});

const cohortOf = (rows: readonly Row[], lag: Completeness | null): DisputeCohort[] => {
  const [first] = rows;
  if (first === undefined) return [];
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const approved = sum((row) => row.approved);
  return [
    {
      purchase_month: first.purchase_month,
      card_network: first.card_network,
      approved,
      disputed: sum((row) => (row.is_disputed ? row.approved : 0)),
      fraud_disputed: sum((row) => row.fraud_disputed),
      completeness: lag && sum((row) => row.approved * lag.at(row.age_weeks)) / approved,
    },
  ];
};
