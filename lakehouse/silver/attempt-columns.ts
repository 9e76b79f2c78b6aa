import { type AttemptField, attemptFields } from "../event/attempt.ts";

/**
 * What versions of one attempt are merged column by column: every field of the event format but its key, and the text of
 * the fields that the format does not know.
 */
const versioned = [
  ...attemptFields.filter((name) => name !== "source" && name !== "transaction_id"),
  "_source",
  "_decline_hint",
  "extra",
];

/** The fields that silver completes; it takes all others over as they are. */
const completed: readonly AttemptField[] = [
  "stage",
  "payment_id",
  "attempt_no",
  "previous_transaction_id",
  "is_retry",
  "retry_count",
  "decline_reason",
  "fee_amount",
  "fee_currency",
];
const asGiven = attemptFields.filter((name) => !completed.includes(name));

const lists: Readonly<Record<string, readonly string[]>> = {
  columns: [...versioned, "_ingested_at"],
  newest_known: [
    ...versioned.map(
      (name) => `max_by(${name}, CASE WHEN ${name} IS NOT NULL THEN version END) AS ${name}`,
    ),
    "min(_ingested_at) AS _ingested_at",
  ],
  as_given: asGiven.map((name) => `attempts.${name}`),
  as_given_converted: asGiven.map((name) => `converted.${name}`),
};

/**
 * Fills the `{{lists}}` of columns that follow from the event format, so that a new field needs no edit in any statement.
 */
export const withColumns = (sql: string): string =>
  sql.replaceAll(/\{\{(\w+)\}\}/g, (_, list: string) => {
    const columns = lists[list];
    if (columns === undefined) throw new Error(`no list of columns is named ${list}`);
    return columns.join(",\n  ");
  });
