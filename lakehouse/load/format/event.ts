import { attemptFields } from "../../event/attempt.ts";

const disputeFields = ["dispute_id", "dispute_timestamp", "dispute_kind", "network_reason_code"];
const fxFields = ["date", "usd_per_unit"];
const knownFields = [...attemptFields, ...disputeFields, ...fxFields, "type"];

/**
 * Maps JSON objects of the event format in `staged(json)`: every field as text, unknown ones kept in `extra`.
 * The three types of event share the file and are told apart by `type`.
 */
export function eventMappingSql(): string {
  const shape = `{${knownFields.map((f) => `"${f}":"VARCHAR"`).join(",")}}`;
  const drop = `{${knownFields.map((f) => `"${f}":null`).join(",")}}`;
  const passed = attemptFields.filter((f) => !["merchant_id", "source", "stage"].includes(f));
  return `WITH read AS (
    SELECT _line, _at, _length, json,
      CASE WHEN json_valid(json) AND json_type(json) = 'OBJECT' THEN json_transform(json, '${shape}') END AS e
    FROM staged
  ), typed AS (
    SELECT *, coalesce(lower(e.type), 'attempt') AS type_ FROM read
  )
  SELECT
    _line, _at, _length,
    CASE WHEN e IS NOT NULL THEN nullif(CAST(json_merge_patch(json, '${drop}') AS VARCHAR), '{}') END AS extra,
    CAST(NULL AS VARCHAR) AS _skip,
    CASE
      WHEN e IS NULL THEN '|invalid_json'
      WHEN type_ NOT IN ('attempt', 'dispute', 'fx_rate') THEN 'type|unknown_type'
    END AS _bad,
    CAST(NULL AS VARCHAR) AS _zone,
    type_ AS _kind,
    coalesce(nullif(trim(e.merchant_id), ''), getvariable('merchant')) AS merchant_id,
    coalesce(nullif(trim(e.source), ''), 'event') AS source,
    coalesce(nullif(trim(e.stage), ''), 'issuer') AS stage,
    ${passed.map((f) => `nullif(trim(e.${f}), '') AS ${f}`).join(",\n    ")},
    CAST(NULL AS VARCHAR) AS _decline_hint,
    CASE WHEN type_ = 'dispute' THEN nullif(trim(e.dispute_id), '') END AS _dispute_id,
    nullif(trim(e.dispute_timestamp), '') AS _dispute_timestamp,
    lower(nullif(trim(e.dispute_kind), '')) AS _dispute_kind,
    nullif(trim(e.amount), '') AS _dispute_amount,
    nullif(trim(e.currency), '') AS _dispute_currency,
    nullif(trim(e.network_reason_code), '') AS _dispute_code,
    nullif(trim(e.date), '') AS _fx_date,
    nullif(trim(e.usd_per_unit), '') AS _fx_rate
  FROM typed`;
}

/** Fields that hold ids or codes by contract: digits there are never a card number. */
export const eventIdFields: ReadonlySet<string> = new Set([
  "transaction_id",
  "payment_id",
  "previous_transaction_id",
  "merchant_id",
  "source",
  "cardholder_id",
  "card_token",
  "device_fingerprint",
  "dispute_id",
]);
