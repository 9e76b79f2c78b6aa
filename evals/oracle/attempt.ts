import { minorUnits, type ToUsd } from "./money.ts";
import type { RawEvent } from "./raw-attempts.ts";

/** What one raw attempt says, without knowing its payment. */
export interface Attempt {
  readonly id: string;
  readonly source: string;
  readonly merchant: string;
  readonly at: number;
  readonly paymentId: string | null;
  readonly attemptNo: number;
  readonly card: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly minor: bigint;
  /** Ten-thousandths of a dollar. */
  readonly usd: bigint | null;
  readonly isApproved: boolean;
  readonly reachedIssuer: boolean;
  readonly reason: string | null;
  readonly uses3ds: boolean | null;
  readonly fraudScore: number | null;
  readonly ms: number | null;
  /** Dimension values in the names of the event format. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** The response codes that the fixture's feeds write (ISO 8583 field 39); what is not here means nothing to anybody. */
const reasonOfCode: Readonly<Record<string, string>> = {
  "05": "DO_NOT_HONOR",
  "43": "LOST_OR_STOLEN_CARD",
  "51": "INSUFFICIENT_FUNDS",
  "54": "EXPIRED_CARD",
  "61": "LIMIT_EXCEEDED",
  "91": "ISSUER_UNAVAILABLE",
};

const plainDimensions = [
  "processor",
  "payment_solution",
  "card_network",
  "funding_type",
  "issuer_country",
  "issuer",
  "card_bin",
  "merchant_id",
  "merchant_segment",
  "merchant_country",
  "currency",
  "device_type",
  "initiated_by",
  "three_ds_result",
  "source",
] as const;

/** Reads one event; money is converted at the rate of its UTC day. */
export const readAttempt = (event: RawEvent, toUsd: ToUsd): Attempt => {
  const at = Date.parse(text(event.event_timestamp) ?? "");
  const amount = text(event.amount) ?? "0";
  const currency = text(event.currency) ?? "";
  const isApproved = event.is_approved === true;
  const code = text(event.decline_code_raw);
  const given = text(event.decline_reason);
  const reason = isApproved ? null : (given ?? reasonOfCode[code ?? ""] ?? "OTHER");
  const issuerCountry = text(event.issuer_country);
  const merchantCountry = text(event.merchant_country);
  return {
    id: text(event.transaction_id) ?? "",
    source: text(event.source) ?? "",
    merchant: text(event.merchant_id) ?? "",
    at,
    paymentId: text(event.payment_id),
    attemptNo: Number(event.attempt_no ?? Number.MAX_SAFE_INTEGER),
    card: text(event.card_token),
    currency,
    amount,
    minor: minorUnits(amount, currency),
    usd: toUsd(amount, currency, new Date(at).toISOString().slice(0, 10)),
    isApproved,
    reachedIssuer: (text(event.stage) ?? "issuer") === "issuer",
    reason,
    uses3ds: typeof event.uses_3ds === "boolean" ? event.uses_3ds : null,
    fraudScore: number(event.fraud_score),
    ms: number(event.processing_time_ms),
    values: {
      ...Object.fromEntries(plainDimensions.map((name) => [name, text(event[name])])),
      decline_reason: reason,
      is_cross_border:
        issuerCountry === null || merchantCountry === null
          ? null
          : String(issuerCountry !== merchantCountry),
    },
  };
};

const text = (value: unknown): string | null =>
  value === undefined || value === null || value === "" ? null : String(value);

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
