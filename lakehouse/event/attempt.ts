import { z } from "zod";
import { field } from "./field.ts";

export const networks = ["visa", "mastercard", "amex", "discover", "other"] as const;
export const stages = ["issuer", "blocked", "authentication", "cancelled"] as const;
export const paymentSolutions = [
  "standard",
  "3ds",
  "network_token",
  "passkey",
  "apple_pay",
  "google_pay",
] as const;
export const threeDsResults = [
  "not_requested",
  "frictionless",
  "challenged",
  "abandoned",
  "failed",
  "unavailable",
] as const;

/** One authorisation attempt: the contract that every producer of data writes and every loader maps to. */
export const Attempt = z.looseObject({
  transaction_id: field.id("identifies this attempt; with `source` the idempotency key").required,
  event_timestamp: field.instant("when the attempt was made; stored as UTC").required,
  merchant_id: field.id("who sells").required,
  amount: field.amount("major units; 0 is an account check: kept, marked, in no approval rate")
    .required,
  currency: field.currency("minor-unit exponent from the currency (JPY 0, KWD 3)").required,
  is_approved: field.flag("issuer approved").required,
  source: field.id(
    "the feed's stable name (never a file name); default the format, with the account where the export names one",
  ).optional,
  stage: field.choice(
    stages,
    "where it ended: sent to the issuer (default), stopped by a rule, failed in 3DS, given up by the shopper",
  ).optional,
  updated_at: field.instant("version of the event: the later one wins for the same transaction_id")
    .optional,
  payment_id: field.id("groups the attempts of one purchase or one billing").optional,
  attempt_no: field.whole(1, "position within the payment").optional,
  previous_transaction_id: field.id("the attempt this one repeats").optional,
  initiated_by: field.choice(["shopper", "merchant"], "customer- or merchant-initiated").optional,
  is_recurring: field.flag("part of a subscription or an instalment plan").optional,
  is_retry: field.flag("repeats an earlier attempt").optional,
  retry_count: field.whole(0, "retries before this attempt").optional,
  cardholder_id: field.personal("merchant's customer or pseudonym").optional,
  card_token: field.id("credential fingerprint: same card, same value").optional,
  card_network: field.choice(networks, "card scheme").optional,
  card_bin: field.digits(6, 8, "first digits, sensitive; never a full number").optional,
  card_last4: field.digits(4, 4, "last digits").optional,
  funding_type: field.choice(["credit", "debit", "prepaid", "unknown"], "how the card is funded")
    .optional,
  issuer: field.text("issuing bank where known").optional,
  issuer_country: field.country("where the card was issued").optional,
  merchant_segment: field.text(
    "Travel, Retail, Gaming, Digital, Entertainment, Grocery, Fuel, Subscription in the specification",
  ).optional,
  merchant_country: field.country("where the merchant is established").optional,
  mcc: field.digits(4, 4, "merchant category code").optional,
  processor: field.text("who the attempt was sent through").optional,
  payment_solution: field.choice(paymentSolutions, "how the credential was presented").optional,
  route_policy: field.text("which policy chose the processor").optional,
  route_propensity: field.share("probability that the policy gave to the chosen processor, above 0")
    .optional,
  entry_mode: field.choice(
    ["ecom", "contactless", "chip", "manual", "recurring"],
    "how the card was entered",
  ).optional,
  device_type: field.choice(["mobile", "desktop", "tablet"], "the shopper's device").optional,
  device_fingerprint: field.personal("device identifier").optional,
  ip_address: field.personal("network address of the shopper").optional,
  uses_3ds: field.flag("3-D Secure was requested").optional,
  is_network_token: field.flag("a network token was presented").optional,
  has_passkey: field.flag("the shopper confirmed with a passkey").optional,
  three_ds_result: field.choice(threeDsResults, "how 3-D Secure ended").optional,
  sca_exemption: field.text("tra, low_value, recurring, …").optional,
  fraud_score: field.share("risk that the attempt is fraud, 0–1").optional,
  aml_risk_score: field.share("money-laundering risk, 0–1").optional,
  device_trust_score: field.share("trust in the device, 0–1").optional,
  decline_code_raw: field.text("as the processor or network wrote it").optional,
  decline_reason: field.text(
    "canonical reason; derived from the raw code when absent; OTHER when nothing maps",
  ).optional,
  merchant_advice_code: field.text("Mastercard's advice to the merchant").optional,
  processing_time_ms: field.whole(0, "from request to answer").optional,
  fee_amount: field.amount("cost of this attempt, major units").optional,
  fee_currency: field.currency("currency of the fee").optional,
});
export type Attempt = z.infer<typeof Attempt>;

export type AttemptField = keyof typeof Attempt.shape;
export const attemptFields = Object.keys(Attempt.shape) as AttemptField[];
