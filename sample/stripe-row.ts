import { usdPerUnit } from "./fx.ts";
import type { SampleAttempt, SamplePayment } from "./payment.ts";
import type { Random } from "./random.ts";
import type { StripeRow } from "./stripe-columns.ts";

const day = 86_400_000;

/** An attempt in the words of Stripe's charges export; refunds and disputes after `until` have not happened yet. */
export const stripeRow = (
  random: Random,
  payment: SamplePayment,
  attempt: SampleAttempt,
  paymentIntent: string,
  until: number,
): StripeRow => {
  const { market, amountMinor, customer } = payment;
  const { at, card, decline } = attempt;
  const usdMinor = Math.round(amountMinor * usdPerUnit(market.currency, at));
  const common: StripeRow = {
    id: `ch_${random.text(24)}`,
    "Created date (UTC)": stripeTime(at),
    Amount: major(amountMinor),
    "Amount Refunded": "0.00",
    Currency: market.currency,
    Captured: String(decline === null),
    "Converted Amount": major(usdMinor),
    "Converted Amount Refunded": "0.00",
    "Converted Currency": "usd",
    Fee: "0.00",
    "Is Link": "false",
    Mode: "Live",
    "PaymentIntent ID": paymentIntent,
    "Payment Source Type": "card",
    "Taxes On Fee": "0.00",
    "Card Brand": card.brand,
    "Card CVC Status": decline?.code === "incorrect_cvc" ? "fail" : "pass",
    "Card Exp Month": String(card.expiryMonth),
    "Card Exp Year": String(decline?.code === "expired_card" ? 2026 : card.expiryYear),
    "Card Fingerprint": card.fingerprint,
    "Card Funding": card.funding,
    "Card Issue Country": card.country,
    "Card Last4": card.last4,
    "Card Tokenization Method": card.wallet,
    "Customer ID": customer,
  };
  if (decline !== null) return { ...common, ...declined(decline) };
  return {
    ...common,
    Status: "Paid",
    "Seller Message": "Payment complete.",
    Fee: major(Math.round(usdMinor * 0.029) + 30),
    ...refund(random, amountMinor, usdMinor, at, until),
    ...dispute(random, attempt, amountMinor, until),
  };
};

const declined = ({ code, isBlocked }: { code: string; isBlocked: boolean }): StripeRow => ({
  Status: "Failed",
  "Decline Reason": code,
  "Seller Message": isBlocked
    ? "Stripe blocked this payment as too risky."
    : `The bank returned the decline code \`${code}\`.`,
});

const refund = (
  random: Random,
  amountMinor: number,
  usdMinor: number,
  at: number,
  until: number,
): StripeRow => {
  if (!random.chance(0.03)) return {};
  const refundedAt = at + random.whole(1, 14) * day;
  if (refundedAt >= until) return {};
  return {
    Status: "Refunded",
    "Amount Refunded": major(amountMinor),
    "Converted Amount Refunded": major(usdMinor),
    "Refunded date (UTC)": stripeTime(refundedAt),
  };
};

const dispute = (
  random: Random,
  { at, card }: SampleAttempt,
  amountMinor: number,
  until: number,
): StripeRow => {
  if (!random.chance(card.wallet === "" ? 0.014 : 0.003)) return {};
  const disputedAt = at + random.whole(3, 21) * day;
  if (disputedAt >= until) return {};
  return {
    "Disputed Amount": major(amountMinor),
    "Dispute Date (UTC)": stripeTime(disputedAt),
    "Dispute Evidence Due (UTC)": stripeTime(disputedAt + 9 * day),
    "Dispute Reason": random.weighted([
      ["fraudulent", 6],
      ["product_not_received", 2],
      ["unrecognized", 1],
      ["credit_not_processed", 1],
    ]),
    "Dispute Status": random.weighted([
      ["needs_response", 5],
      ["lost", 3],
      ["won", 2],
    ]),
  };
};

const major = (minor: number): string => (minor / 100).toFixed(2);

const stripeTime = (at: number): string =>
  new Date(at).toISOString().slice(0, 19).replace("T", " ");
