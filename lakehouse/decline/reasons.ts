import {
  afterFix,
  day,
  delayed,
  hour,
  immediate,
  never,
  type RetryAdvice,
  withAuthentication,
} from "./retry-advice.ts";

/** What kind of "no" it was. `soft` may pass later, `hard` never will with this card. */
export const declineClasses = ["soft", "hard", "technical", "fraud", "data", "policy"] as const;
export type DeclineClass = (typeof declineClasses)[number];

/** Who can do something about it. */
export const declineOwners = ["issuer", "processor", "merchant", "shopper"] as const;
export type DeclineOwner = (typeof declineOwners)[number];

export interface DeclineReason {
  readonly code: string;
  /** For people: "Insufficient funds". */
  readonly label: string;
  readonly class: DeclineClass;
  readonly owner: DeclineOwner;
  readonly retry: RetryAdvice;
}

const reason = <Code extends string>(
  code: Code,
  label: string,
  declineClass: DeclineClass,
  owner: DeclineOwner,
  retry: RetryAdvice,
) => ({ code, label, class: declineClass, owner, retry });

/** Every canonical reason. A raw code that maps to none of the others is OTHER: counted, never guessed. */
export const declineReasons = [
  reason(
    "INSUFFICIENT_FUNDS",
    "Insufficient funds",
    "soft",
    "shopper",
    delayed([3 * day, 7 * day], "wait for the next payday, the 1st, the 15th or a Friday"),
  ),
  reason(
    "DO_NOT_HONOR",
    "Do not honour",
    "soft",
    "issuer",
    delayed([day, 3 * day, 7 * day], "another acquirer once, then spread the tries out"),
  ),
  reason(
    "LIMIT_EXCEEDED",
    "Card limit exceeded",
    "soft",
    "shopper",
    delayed([day, 3 * day], "after the limit resets, or a smaller amount"),
  ),
  reason(
    "REFER_TO_ISSUER",
    "Refer to issuer",
    "soft",
    "issuer",
    delayed([day], "one try, then ask the shopper for another method"),
  ),
  reason(
    "PIN_TRIES_EXCEEDED",
    "PIN tries exceeded",
    "soft",
    "shopper",
    delayed([day], "next day, or another method"),
  ),
  reason(
    "AUTHENTICATION_REQUIRED",
    "Authentication required",
    "soft",
    "merchant",
    withAuthentication("resubmit at once with a 3-D Secure challenge"),
  ),
  reason(
    "AUTHENTICATION_FAILED",
    "Authentication failed",
    "soft",
    "shopper",
    withAuthentication("offer the challenge again, or another method"),
  ),
  reason(
    "CANCELLED",
    "Cancelled by the shopper",
    "soft",
    "shopper",
    afterFix("only when the shopper comes back"),
  ),
  reason(
    "LOST_OR_STOLEN_CARD",
    "Lost or stolen card",
    "fraud",
    "issuer",
    never("block the card and ask for another method"),
  ),
  reason(
    "FRAUD_SUSPECTED",
    "Fraud suspected",
    "fraud",
    "issuer",
    withAuthentication("step up with 3-D Secure once; never repeat it blindly"),
  ),
  reason(
    "SECURITY_DECLINE",
    "Declined for security reasons",
    "fraud",
    "issuer",
    never("follow the merchant advice code; without one, another method"),
  ),
  reason(
    "CLOSED_ACCOUNT",
    "Closed account",
    "hard",
    "shopper",
    never("account updater once, then another method"),
  ),
  reason(
    "STOP_PAYMENT_ORDER",
    "Stop payment order",
    "hard",
    "shopper",
    never("the shopper withdrew the mandate: cancel the plan"),
  ),
  reason(
    "DO_NOT_RETRY",
    "Issuer said never to retry",
    "hard",
    "issuer",
    never("ask for another method; networks charge for every repeat"),
  ),
  reason(
    "EXPIRED_CARD",
    "Expired card",
    "data",
    "shopper",
    afterFix("account updater or network token, then one try"),
  ),
  reason(
    "LIFECYCLE_DECLINE",
    "Card details changed",
    "data",
    "merchant",
    afterFix("new account data exist: account updater or token refresh, then one try"),
  ),
  reason(
    "INVALID_CARD_NUMBER",
    "Invalid card number",
    "data",
    "shopper",
    never("never the same number: account updater, or let the shopper type it again"),
  ),
  reason(
    "INVALID_ACCOUNT_TYPE",
    "No such account on the card",
    "data",
    "shopper",
    afterFix("switch the account type"),
  ),
  reason(
    "CVV_MISMATCH",
    "Security code mismatch",
    "data",
    "shopper",
    afterFix("collect the security code again; two tries at most"),
  ),
  reason(
    "ADDRESS_MISMATCH",
    "Address mismatch",
    "data",
    "shopper",
    afterFix("collect the billing address again"),
  ),
  reason(
    "VERIFICATION_FAILED",
    "Card data not verified",
    "data",
    "shopper",
    afterFix("collect the card data again"),
  ),
  reason("INCORRECT_PIN", "Incorrect PIN", "data", "shopper", afterFix("ask for the PIN again")),
  reason(
    "INVALID_AMOUNT",
    "Invalid amount",
    "data",
    "merchant",
    afterFix("correct the amount or its decimals"),
  ),
  reason(
    "TRANSACTION_NOT_PERMITTED",
    "Not permitted to this card",
    "policy",
    "issuer",
    never("ask for another method"),
  ),
  reason(
    "RESTRICTED_CARD",
    "Restricted card or region",
    "policy",
    "issuer",
    delayed([day], "an acquirer in the card's own country, once"),
  ),
  reason(
    "CARD_BLOCKED",
    "Card blocked or not activated",
    "policy",
    "shopper",
    afterFix("the shopper unblocks or activates the card, or uses another"),
  ),
  reason(
    "POLICY_DECLINE",
    "Declined by issuer policy",
    "policy",
    "issuer",
    delayed([3 * day], "follow the merchant advice code; without one, wait 72 hours"),
  ),
  reason(
    "LEGAL_RESTRICTION",
    "Legal restriction",
    "policy",
    "merchant",
    never("hand it to compliance"),
  ),
  reason(
    "BLOCKED_BY_RULE",
    "Blocked by the merchant's or gateway's rule",
    "policy",
    "merchant",
    afterFix("review the rule; the issuer was never asked"),
  ),
  reason(
    "ISSUER_UNAVAILABLE",
    "Issuer unavailable",
    "technical",
    "issuer",
    immediate([1, 10, hour], "back off; another route seldom helps"),
  ),
  reason(
    "PROCESSOR_ERROR",
    "Processor error",
    "technical",
    "processor",
    immediate([0, 1], "check the status with the idempotency key, then another acquirer"),
  ),
  reason(
    "MERCHANT_CONFIGURATION",
    "Merchant configuration",
    "technical",
    "merchant",
    afterFix("correct the merchant set-up or the message; another acquirer once"),
  ),
  reason(
    "DUPLICATE_TRANSACTION",
    "Duplicate transaction",
    "technical",
    "merchant",
    never("look up the original: never charge twice"),
  ),
  reason(
    "ORIGINAL_NOT_FOUND",
    "Original transaction not found",
    "technical",
    "merchant",
    never("look up the original"),
  ),
  reason(
    "OTHER",
    "Other or unknown",
    "soft",
    "issuer",
    never("no rule is known for this code: find out what it means first"),
  ),
] as const satisfies readonly DeclineReason[];

export type DeclineReasonCode = (typeof declineReasons)[number]["code"];

const byCode = new Map<string, DeclineReason>(declineReasons.map((entry) => [entry.code, entry]));

/** The canonical reason of this code, or undefined for a spelling that the taxonomy does not know. */
export const declineReason = (code: string): DeclineReason | undefined => byCode.get(code);
