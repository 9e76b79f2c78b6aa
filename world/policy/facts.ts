/**
 * What a merchant knows when it decides about an attempt. One object per payment: what concerns the attempt changes from
 * attempt to attempt, so a policy must not keep it.
 */
export interface PaymentFacts {
  readonly merchantId: string;
  readonly segment: string;
  readonly merchantCountry: string;
  readonly currency: string;
  /** Minor units of `currency`. */
  readonly amountMinor: number;
  /** Cents of USD. */
  readonly amountUsd: number;
  readonly network: string;
  readonly funding: string;
  readonly bin: number;
  readonly issuer: string;
  readonly issuerCountry: string;
  readonly isCrossBorder: boolean;
  /** Card and merchant are both in Europe: a payment by the shopper needs authentication or an exemption. */
  readonly isRegulated: boolean;
  readonly entryMode: string;
  readonly solution: string;
  readonly device: string;
  readonly isRecurring: boolean;
  /** 0 to 1. */
  readonly fraudScore: number;
  readonly deviceTrust: number;
  /** Names of processors: the merchant's first choice and its second. */
  readonly primary: string;
  readonly backup: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;

  /** The attempt's: 1 for the first. */
  attemptNo: number;
  at: number;
  /** Of the attempt before, null at the first. */
  previousProcessor: string | null;
  previousCode: string | null;
  /** Canonical reason of the previous decline. */
  previousReason: string | null;
  previousAdvice: string | null;
}
