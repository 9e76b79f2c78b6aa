import type { AttemptField } from "../lakehouse/event/attempt.ts";
import type { DictionaryName } from "./dictionaries.ts";

/** Stands for null in every column: all values of a world are zero or more. */
export const nullValue = -1;

/**
 * What the numbers of a column stand for. Text is made only when a batch is written:
 * - `code`: the value's place in a dictionary;
 * - `id`: `prefix` followed by the number in decimal;
 * - `flag`: 0 or 1;
 * - `instant`: milliseconds since 1970 in UTC;
 * - `whole`: the number itself;
 * - `share`: ten-thousandths, 0 to 10,000;
 * - `minor`: minor units of the row's currency (its exponent is in `currencyDigits`);
 * - `tenThousandths`: ten-thousandths of a major unit, whatever the currency;
 * - `digits`: the number with leading zeros to `width`;
 * - `ipv4`: the four octets as one unsigned number.
 */
export type ColumnKind =
  | { readonly kind: "code"; readonly dictionary: DictionaryName }
  | { readonly kind: "id"; readonly prefix: string }
  | { readonly kind: "digits"; readonly width: number }
  | {
      readonly kind: "flag" | "instant" | "whole" | "share" | "minor" | "tenThousandths" | "ipv4";
    };

const code = (dictionary: DictionaryName) => ({ kind: "code", dictionary }) as const;
const id = (prefix: string) => ({ kind: "id", prefix }) as const;
const digits = (width: number) => ({ kind: "digits", width }) as const;
const flag = { kind: "flag" } as const;
const whole = { kind: "whole" } as const;
const share = { kind: "share" } as const;

/**
 * Every field of the event format that a world emits, in the order of the columns. `decline_reason` is not among them: a
 * world shows the raw code, as a processor does, and the loader derives what it means.
 */
export const attemptColumns = {
  transaction_id: id("txn_"),
  event_timestamp: { kind: "instant" },
  merchant_id: code("merchant"),
  amount: { kind: "minor" },
  currency: code("currency"),
  is_approved: flag,
  source: code("source"),
  stage: code("stage"),
  payment_id: id("pay_"),
  attempt_no: whole,
  previous_transaction_id: id("txn_"),
  initiated_by: code("initiator"),
  is_recurring: flag,
  is_retry: flag,
  retry_count: whole,
  cardholder_id: id("ch_"),
  card_token: id("card_"),
  card_network: code("network"),
  card_bin: digits(6),
  card_last4: digits(4),
  funding_type: code("funding"),
  issuer: code("issuer"),
  issuer_country: code("country"),
  merchant_segment: code("segment"),
  merchant_country: code("country"),
  mcc: digits(4),
  processor: code("processor"),
  payment_solution: code("solution"),
  route_policy: code("routePolicy"),
  route_propensity: share,
  entry_mode: code("entryMode"),
  device_type: code("device"),
  device_fingerprint: id("df_"),
  ip_address: { kind: "ipv4" },
  uses_3ds: flag,
  is_network_token: flag,
  has_passkey: flag,
  three_ds_result: code("threeDsResult"),
  sca_exemption: code("exemption"),
  fraud_score: share,
  aml_risk_score: share,
  device_trust_score: share,
  decline_code_raw: code("declineCode"),
  merchant_advice_code: code("adviceCode"),
  processing_time_ms: whole,
  fee_amount: { kind: "tenThousandths" },
  fee_currency: code("currency"),
} as const satisfies Partial<Record<AttemptField, ColumnKind>>;

export type AttemptColumn = keyof typeof attemptColumns;
export const attemptColumnNames = Object.keys(attemptColumns) as AttemptColumn[];

/** Columns whose numbers need more than 32 bits; the others are `Int32Array`. */
export type WideColumn = {
  [Name in AttemptColumn]: (typeof attemptColumns)[Name]["kind"] extends
    | "id"
    | "instant"
    | "minor"
    | "tenThousandths"
    | "ipv4"
    ? Name
    : never;
}[AttemptColumn];

const wideKinds: ReadonlySet<ColumnKind["kind"]> = new Set([
  "id",
  "instant",
  "minor",
  "tenThousandths",
  "ipv4",
]);

/** Whether a column is a `Float64Array` (all its values are whole and below 2^53). */
export const isWide = (name: AttemptColumn): name is WideColumn =>
  wideKinds.has(attemptColumns[name].kind);
