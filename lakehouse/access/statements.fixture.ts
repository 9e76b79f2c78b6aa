import fc from "fast-check";

const relations = [
  "payments_enriched_silver",
  "v_attempt_facts",
  "v_payment_facts",
  "attempt_cube_daily",
  "merchants_dim_bronze",
] as const;

const values = ["'m1'", "'m10'", "'7'", "''", "'m''1'"];

/** Conditions that find a row of another merchant, were one within reach: by value, by a failing cast, by dividing by it. */
const condition = fc.oneof(
  fc.constantFrom(
    "TRUE",
    "CAST(merchant_id AS INTEGER) > 0",
    "CAST(substr(merchant_id, 2) AS INTEGER) > 0",
    "10 / length(merchant_id) > 0",
    "CASE WHEN merchant_id = 'm2' THEN error('seen') ELSE 'x' END = 'x'",
    "merchant_id = (SELECT max(merchant_id) FROM v_attempt_facts)",
    "merchant_id IN (SELECT merchant_id FROM payments_silver WHERE is_approved)",
    "EXISTS (SELECT 1 FROM v_attempt_facts AS other WHERE other.merchant_id <> facts.merchant_id)",
  ),
  fc
    .tuple(fc.constantFrom("=", "<>", ">", "<", "LIKE"), fc.constantFrom(...values))
    .map(([operator, value]) => `merchant_id ${operator} ${value}`),
);

const shape = fc.constantFrom<(relation: string, where: string) => string>(
  (relation, where) => `SELECT * FROM ${relation} AS facts WHERE ${where}`,
  (relation, where) =>
    `SELECT merchant_id, count(*) AS n FROM ${relation} AS facts WHERE ${where} GROUP BY merchant_id`,
  (relation, where) =>
    `SELECT max(merchant_id), min(CAST(merchant_id AS INTEGER)) FROM ${relation} AS facts WHERE ${where}`,
  (relation, where) =>
    `WITH chosen AS (SELECT * FROM ${relation} AS facts WHERE ${where}) SELECT count(*), list(DISTINCT merchant_id ORDER BY merchant_id) FROM chosen`,
  (relation, where) =>
    `SELECT merchant_id FROM ${relation} AS facts WHERE ${where} UNION SELECT merchant_id FROM payments_silver`,
  (relation, where) =>
    `SELECT count(*) FROM ${relation} AS facts RIGHT JOIN payments_silver AS p ON p.merchant_id = facts.merchant_id AND ${where.replaceAll(/(?<!\.)\bmerchant_id\b(?= *(?:[=<>]|LIKE|IN|AS))/g, "facts.merchant_id")}`,
);

/** SELECTs over what is open, written to find out about merchants that the caller may not see. */
export const anyStatement: fc.Arbitrary<string> = fc
  .tuple(shape, fc.constantFrom(...relations), fc.array(condition, { minLength: 1, maxLength: 2 }))
  .map(([write, relation, conditions]) => write(relation, conditions.join(" AND ")));
