import { currencyExponents } from "../currency.ts";
import { Attempt, type AttemptField, attemptFields } from "../event/attempt.ts";
import { Dispute } from "../event/dispute.ts";
import { fieldMeta } from "../event/field.ts";
import { FxRate } from "../event/fx-rate.ts";
import { canonicalInstant } from "./canonical-instant.ts";
import { type Rejection, rejection } from "./rejection.ts";
import { fieldCells, segmentLine } from "./segment-columns.ts";

/** What one line of a body became: a line of the segment, and why it was rejected if it was. */
export interface EventLine {
  readonly csv: string;
  readonly rejection: Rejection | null;
}

type Values = Record<string, unknown>;
type Texts = Record<string, string | undefined>;

const exponents = currencyExponents();
const largestInteger = 2 ** 31 - 1;
/** Larger is no card payment in any currency, and would not fit the sums. */
const largestAmount = 100_000_000_000;

const kindOf = new Map(
  attemptFields.map((name) => [name, fieldMeta.get(Attempt.shape[name])?.kind]),
);
const fieldsOf = (...kinds: string[]): readonly AttemptField[] =>
  attemptFields.filter((name) => kinds.includes(kindOf.get(name) ?? ""));
const wholeFields = fieldsOf("whole");
const currencyFields = fieldsOf("currency");
const upper = (value: string): string => value.toUpperCase();
type Writer = (value: string) => string;
/** How the fields are written that are not written as they are. */
const writers: Readonly<Partial<Record<AttemptField, Writer>>> = Object.fromEntries([
  ...fieldsOf("instant").map((field): [string, Writer] => [field, canonicalInstant]),
  ...fieldsOf("currency", "country").map((field): [string, Writer] => [field, upper]),
]);
/** What a field holds that an event does not give. */
const absent: Readonly<Partial<Record<AttemptField, string>>> = {
  source: "event",
  stage: "issuer",
};
const knownFields: Readonly<Record<string, ReadonlySet<string>>> = {
  attempt: new Set([...attemptFields, "type"]),
  dispute: new Set(Object.keys(Dispute.shape)),
  fx_rate: new Set(Object.keys(FxRate.shape)),
};

/** What `trim` of SQL cuts: spaces of any width, no tabs or line ends. */
const outerSpaces = /^\p{Zs}+|\p{Zs}+$/gu;

const anyKnown: ReadonlySet<string> = new Set(
  Object.values(knownFields).flatMap((fields) => [...fields]),
);

/**
 * Judges one JSON line of the event format by its zod schema and writes it as a line of a segment. `raw` holds no card
 * number any more. What cannot be used becomes a line too, with its reason: it is quarantined like the rows of a file.
 */
export function eventLine(raw: string, line: number): EventLine {
  const parsed = parseObject(raw);
  if (parsed === null) return rejected(raw, line, { column: null, reason: "invalid_json" });
  const event = withoutEmpty(parsed);
  const type = event.type ?? "attempt";
  if (type === "attempt") return attempt(event, raw, line);
  if (type === "dispute") return dispute(event, raw, line);
  if (type === "fx_rate") return fxRate(event, raw, line);
  return rejected(raw, line, { column: "type", reason: "unknown_type" });
}

/** A line that says why a row cannot be used. */
export function rejected(raw: string, line: number, why: Rejection): EventLine {
  const trailing = { _column: why.column ?? "", _bad: why.reason, _raw: raw };
  return { csv: segmentLine({ kind: "rejected", line, trailing }), rejection: why };
}

function attempt(event: Values, raw: string, line: number): EventLine {
  const { success, error } = Attempt.safeParse(event);
  const problem = success ? beyondSchema(event) : rejection(error, event);
  if (problem !== null) return rejected(raw, line, problem);
  const fields = fieldCells((field) => {
    const value = event[field];
    return value === undefined ? absent[field] : (writers[field] ?? String)(value as string);
  });
  const extra = extraOf("attempt", event);
  return { csv: segmentLine({ kind: "attempt", line, extra, fields }), rejection: null };
}

function dispute(event: Values, raw: string, line: number): EventLine {
  const parsed = Dispute.safeParse(event);
  if (!parsed.success) return rejected(raw, line, rejection(parsed.error, event));
  const { data } = parsed;
  if (tooLarge(data.amount)) return rejected(raw, line, { column: "amount", reason: "bad_amount" });
  const trailing = {
    _dispute_id: data.dispute_id,
    _dispute_timestamp: canonicalInstant(data.dispute_timestamp),
    _dispute_kind: data.dispute_kind ?? "other",
    _dispute_amount: data.amount?.toString(),
    _dispute_currency: data.currency?.toUpperCase(),
    _dispute_code: data.network_reason_code ?? undefined,
  };
  const key: Texts = { source: data.source ?? absent.source, transaction_id: data.transaction_id };
  const fields = fieldCells((field) => key[field]);
  const extra = extraOf("dispute", event);
  return { csv: segmentLine({ kind: "dispute", line, extra, fields, trailing }), rejection: null };
}

function fxRate(event: Values, raw: string, line: number): EventLine {
  const parsed = FxRate.safeParse(event);
  if (!parsed.success) return rejected(raw, line, rejection(parsed.error, event));
  const { date, usd_per_unit } = parsed.data;
  const currency = parsed.data.currency.toUpperCase();
  if (!exponents.has(currency))
    return rejected(raw, line, { column: "currency", reason: "unknown_currency" });
  if (!Number.isFinite(Number(usd_per_unit)))
    return rejected(raw, line, { column: "usd_per_unit", reason: "bad_value" });
  const trailing = { _fx_date: date, _fx_rate: String(usd_per_unit), _currency: currency };
  const fields = fieldCells((field) => (field === "source" ? absent.source : undefined));
  return { csv: segmentLine({ kind: "fx_rate", line, fields, trailing }), rejection: null };
}

/** What the schema of one field cannot say: known currencies, whole minor units, what the columns can hold. */
function beyondSchema(event: Values): Rejection | null {
  for (const field of currencyFields) {
    const currency = event[field];
    if (typeof currency === "string" && !exponents.has(currency.toUpperCase()))
      return { column: field, reason: "unknown_currency" };
  }
  for (const field of wholeFields)
    if (Number(event[field] ?? 0) > largestInteger) return { column: field, reason: "bad_value" };
  for (const field of ["amount", "fee_amount"]) {
    const amount = event[field];
    // A number may be written with an exponent or with more decimals than any currency has.
    if (amount !== undefined && !/^\d{1,14}(\.\d{1,4})?$/.test(String(amount)))
      return { column: field, reason: "bad_amount" };
    if (tooLarge(amount)) return { column: field, reason: "bad_amount" };
  }
  const decimals = /\.(\d*?)0*$/.exec(String(event.amount))?.[1]?.length ?? 0;
  if (decimals > (exponents.get(String(event.currency).toUpperCase()) ?? 0))
    return { column: "amount", reason: "too_many_decimals" };
  return null;
}

const tooLarge = (amount: unknown): boolean => Number(amount ?? 0) >= largestAmount;
function parseObject(raw: string): Values | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Values)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The event without nulls, and without the blank texts of known fields; the other texts trimmed. An empty value is a missing one. */
function withoutEmpty(event: Values): Values {
  for (const key of Object.keys(event)) {
    const value = event[key];
    if (value === null) delete event[key];
    else if (typeof value === "string" && anyKnown.has(key)) {
      const trimmed = value.replace(outerSpaces, "");
      if (trimmed === "") delete event[key];
      else if (trimmed !== value) event[key] = trimmed;
    }
  }
  return event;
}

/** The fields that the event format does not know, as JSON; nothing is lost. */
function extraOf(type: string, event: Values): string | undefined {
  const known = knownFields[type];
  let extra: Values | undefined;
  for (const key in event) {
    if (known?.has(key)) continue;
    extra ??= {};
    extra[key] = event[key];
  }
  return extra === undefined ? undefined : JSON.stringify(extra);
}
