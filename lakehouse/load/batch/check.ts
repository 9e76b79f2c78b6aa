import { Attempt, type AttemptField, attemptFields } from "../../event/attempt.ts";
import { type FieldMeta, fieldMeta } from "../../event/field.ts";

/** A field's value in its column type, and the test that says whether the text given was such a value. */
export interface FieldSql {
  readonly field: AttemptField;
  readonly value: string;
  /** When the row must be quarantined, over the text `field` and its value `v_field`; null fields pass unless required. */
  readonly failures: readonly { readonly when: string; readonly reason: string }[];
}

/** The metadata of a field of the event format. */
export function metaOf(field: AttemptField): FieldMeta {
  const meta = fieldMeta.get(Attempt.shape[field]);
  if (meta === undefined) throw new Error(`field ${field} is not declared with field.*`);
  return meta;
}

/**
 * How each field is read from the text column of the same name. The event's own time is read before (`_event_time`),
 * because it needs the zone table. Written to accept exactly what the zod schema of the event format accepts, and the
 * spellings that only exports have (thousands separators, yes/no).
 */
export const fieldSql: readonly FieldSql[] = attemptFields.map((field) => {
  const meta = metaOf(field);
  const missing = meta.required ? [{ when: `${field} IS NULL`, reason: "missing_value" }] : [];
  const { value, failures } = byKind(field, meta);
  return { field, value, failures: [...missing, ...failures] };
});

function byKind(field: AttemptField, meta: FieldMeta): Omit<FieldSql, "field"> {
  const invalid = (value: string, reason: string) => ({
    value,
    failures: [{ when: `${field} IS NOT NULL AND v_${field} IS NULL`, reason }],
  });
  switch (meta.kind) {
    case "id":
    case "text":
    case "date":
      return { value: field, failures: [] };
    case "instant":
      return field === "event_timestamp"
        ? { value: "_event_time", failures: [] }
        : invalid(`instant(${field}, _day_first)`, "bad_timestamp");
    case "amount":
      return amount(field);
    case "currency":
      return invalid(
        `CASE WHEN _minor_units_of_${field} IS NOT NULL THEN upper(${field}) END`,
        "unknown_currency",
      );
    case "country":
      return invalid(
        `CASE WHEN regexp_full_match(${field}, '[A-Za-z]{2}') THEN upper(${field}) END`,
        "bad_value",
      );
    case "flag":
      return invalid(
        `CASE WHEN lower(${field}) IN ('true', 't', 'yes', 'y', '1') THEN true WHEN lower(${field}) IN ('false', 'f', 'no', 'n', '0') THEN false END`,
        "bad_value",
      );
    case "choice":
      return invalid(
        `CASE WHEN lower(${field}) IN (${(meta.choices ?? []).map((c) => `'${c}'`).join(", ")}) THEN lower(${field}) END`,
        "bad_value",
      );
    case "whole":
      return invalid(
        `CASE WHEN TRY_CAST(${field} AS DOUBLE) >= ${meta.min ?? 0} AND TRY_CAST(${field} AS DOUBLE) = TRY_CAST(${field} AS INTEGER) THEN TRY_CAST(${field} AS INTEGER) END`,
        "bad_value",
      );
    case "share":
      return invalid(
        `CASE WHEN TRY_CAST(${field} AS DOUBLE) BETWEEN 0 AND 1 THEN TRY_CAST(${field} AS DOUBLE) END`,
        "bad_value",
      );
    case "digits":
      return invalid(
        `CASE WHEN regexp_full_match(${field}, '\\d{${meta.digits?.join(",")}}') THEN ${field} END`,
        "bad_value",
      );
  }
}

/** An amount must be whole in the minor units of its currency; a fee may be a fraction of them. */
function amount(field: AttemptField): Omit<FieldSql, "field"> {
  const unreadable = { when: `${field} IS NOT NULL AND v_${field} IS NULL`, reason: "bad_amount" };
  const value = `read_amount(${field})`;
  if (field !== "amount") return { value, failures: [unreadable] };
  // Larger is no card payment in any currency, and would not fit the sums.
  const tooLarge = { when: "v_amount >= 100000000000", reason: "bad_amount" };
  const fraction = "NOT is_whole_minor(v_amount, _minor_units_of_currency)";
  return {
    value,
    failures: [unreadable, tooLarge, { when: fraction, reason: "too_many_decimals" }],
  };
}
