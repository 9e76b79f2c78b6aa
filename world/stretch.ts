import type { AttemptBatch } from "./attempt-batch.ts";

/** A dispute as it becomes known; the fields of the event format, ids as numbers behind their prefixes. */
export interface Dispute {
  /** `dsp_` and this number. */
  readonly disputeNo: number;
  /** `txn_` and this number. */
  readonly transactionNo: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: "fraud" | "service";
  readonly source: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reasonCode: string;
}

/** What a unit of a currency is worth on a UTC day. */
export interface FxRate {
  /** ISO day. */
  readonly date: string;
  readonly currency: string;
  readonly usdPerUnit: number;
}

/** What a world emits between two instants, each list in order of time. */
export interface Stretch {
  /** Milliseconds since 1970, half-open. */
  readonly from: number;
  readonly to: number;
  readonly attempts: AttemptBatch;
  readonly disputes: readonly Dispute[];
  /** The rates of the UTC days that begin in the stretch. */
  readonly fxRates: readonly FxRate[];
}
