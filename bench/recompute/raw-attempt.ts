/** What an export says about one attempt, read without the product. */
export interface RawAttempt {
  readonly id: string;
  readonly paymentId: string;
  /** Milliseconds since 1970 in UTC. */
  readonly at: number;
  readonly amount: number;
  readonly currency: string;
  readonly isApproved: boolean;
  /** False where a risk engine stopped it before the issuer saw it. */
  readonly reachedIssuer: boolean;
  /** As written; empty for an approval. */
  readonly rawReason: string;
  readonly issuerCountry: string;
  readonly funding: string;
  readonly network: string;
}

export type Cell = (column: string) => string;

/** Reads one row; null for what is no card attempt or cannot be read. */
export type ReadAttempt = (cell: Cell) => RawAttempt | null;

const currencies = new Set(Intl.supportedValuesOf("currency"));

/** An amount in major units with `,` between thousands, NaN for anything else. */
export const readAmount = (text: string): number =>
  /^\d{1,3}(,\d{3})*(\.\d+)?$|^\d+(\.\d+)?$/.test(text)
    ? Number(text.replaceAll(",", ""))
    : Number.NaN;

/** The attempt, or null when its time, amount or currency is none. */
export const usable = (attempt: RawAttempt): RawAttempt | null =>
  Number.isNaN(attempt.at) || Number.isNaN(attempt.amount) || !currencies.has(attempt.currency)
    ? null
    : attempt;
