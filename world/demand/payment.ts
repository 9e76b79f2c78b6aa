import type { Card } from "../entity/card.ts";
import type { Merchant } from "../entity/merchant.ts";
import type { PaymentFacts } from "../policy/facts.ts";

/** A payment on its way: what it is, what is hidden about it, and how far it has come. */
export interface Payment {
  /** `pay_` and this number; below 2^47. */
  readonly number: number;
  /** All draws about the payment hang on this. */
  readonly key: number;
  readonly merchant: Merchant;
  readonly card: Card;
  readonly startedAt: number;
  readonly amountMinor: number;
  /** USD per major unit on the day it began. */
  readonly usdRate: number;
  /** Cents of USD at that rate. */
  readonly amountUsd: number;
  readonly entryMode: number;
  readonly isRecurring: boolean;
  readonly isCardPresent: boolean;
  readonly isCrossBorder: boolean;
  /** Both the card and the merchant are under strong customer authentication. */
  readonly isRegulated: boolean;
  /** As the credential is presented where no 3-D Secure is asked for. */
  readonly solution: number;
  readonly device: number;
  readonly fingerprint: number;
  readonly ip: number;
  /** Ten-thousandths. */
  readonly fraudScore: number;
  readonly amlScore: number;
  readonly trustScore: number;
  /** Hidden: the payer is not the cardholder. */
  readonly isFraud: boolean;
  /** Incidents made this payment; it would not exist without them. */
  readonly isExtra: boolean;
  /** What policies may see. */
  readonly facts: PaymentFacts;

  /** When the next attempt is due. */
  dueAt: number;
  attemptNo: number;
  previousTransaction: number;
  previousCause: number;
  previousProcessor: number;
  previousCode: number;
  previousAdvice: number;
  shopperTries: number;
  isByMerchant: boolean;
}

/** Attempts of a payment have its number and theirs; the second half of the places is for rows that arrive twice. */
export const transactionsPerPayment = 64;
export const repeatedRowOffset = 32;
export const maxAttempts = repeatedRowOffset - 1;
