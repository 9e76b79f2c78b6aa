import { type GrowingBatch, growBatch } from "./attempt-batch.ts";
import { nullValue } from "./attempt-columns.ts";
import { type Payment, repeatedRowOffset } from "./demand/payment.ts";
import { entryMode, initiator, solution, threeDs } from "./entity/vocabulary.ts";
import type { Incident } from "./incident/incident.ts";
import { isTokenised } from "./latent/issuer-judgement.ts";
import type { AttemptOutcome } from "./simulation/attempt.ts";
import type { Sink } from "./simulation/simulation.ts";

/** Writes what the feeds deliver of each attempt into the batch: once, twice, or not at all. */
export const rowSink =
  (batch: GrowingBatch): Sink =>
  (payment, outcome, active) => {
    const { processor } = outcome;
    if (active.some((incident) => incident.loses?.(processor) ?? false)) return;
    writeRow(batch, payment, outcome, outcome.transaction);
    if (isRepeated(active, processor))
      writeRow(batch, payment, outcome, outcome.transaction + repeatedRowOffset);
  };

const isRepeated = (active: readonly Incident[], processor: number): boolean =>
  active.some((incident) => incident.repeats?.(processor) ?? false);

const flag = (value: boolean): number => (value ? 1 : 0);
const isPhysical = (mode: number): boolean =>
  mode === entryMode.chip || mode === entryMode.contactless;

const writeRow = (
  batch: GrowingBatch,
  payment: Payment,
  outcome: AttemptOutcome,
  transaction: number,
): void => {
  if (batch.count === batch.capacity) growBatch(batch);
  const { columns, latent } = batch;
  const row = batch.count;
  batch.count += 1;
  const { card, merchant } = payment;
  const isOnline = !isPhysical(payment.entryMode);
  const isBilling = payment.isRecurring;
  columns.transaction_id[row] = transaction;
  columns.event_timestamp[row] = outcome.at;
  columns.merchant_id[row] = merchant.index;
  columns.amount[row] = payment.amountMinor;
  columns.currency[row] = merchant.currency;
  columns.is_approved[row] = flag(outcome.isApproved);
  // What the merchant itself stopped is in the feed of the processor that it would have gone to.
  columns.source[row] = outcome.processor < 0 ? merchant.primary : outcome.processor;
  columns.stage[row] = outcome.stage;
  columns.payment_id[row] = payment.number;
  columns.attempt_no[row] = payment.attemptNo;
  columns.previous_transaction_id[row] = payment.previousTransaction;
  columns.initiated_by[row] = payment.isByMerchant ? initiator.merchant : initiator.shopper;
  columns.is_recurring[row] = flag(isBilling);
  columns.is_retry[row] = flag(payment.attemptNo > 1);
  columns.retry_count[row] = payment.attemptNo - 1;
  columns.cardholder_id[row] = card.holder;
  columns.card_token[row] = card.index;
  columns.card_network[row] = card.network;
  columns.card_bin[row] = card.bin;
  columns.card_last4[row] = card.last4;
  columns.funding_type[row] = card.funding;
  columns.issuer[row] = card.issuer.index;
  columns.issuer_country[row] = card.country;
  columns.merchant_segment[row] = merchant.segment;
  columns.merchant_country[row] = merchant.country;
  columns.mcc[row] = merchant.mcc;
  columns.processor[row] = outcome.processor;
  columns.payment_solution[row] = outcome.uses3ds ? solution["3ds"] : payment.solution;
  columns.route_policy[row] = outcome.processor < 0 ? nullValue : 0;
  columns.route_propensity[row] =
    outcome.processor < 0 ? nullValue : Math.round(outcome.propensity * 10_000);
  columns.entry_mode[row] = payment.entryMode;
  columns.device_type[row] = isOnline && !isBilling ? payment.device : nullValue;
  columns.device_fingerprint[row] = isOnline && !isBilling ? payment.fingerprint : nullValue;
  columns.ip_address[row] = isOnline && !isBilling ? payment.ip : nullValue;
  columns.uses_3ds[row] = flag(outcome.uses3ds);
  columns.is_network_token[row] = flag(isTokenised(payment.solution));
  columns.has_passkey[row] = flag(payment.solution === solution.passkey);
  columns.three_ds_result[row] = isOnline ? outcome.threeDsResult : threeDs.not_requested;
  columns.sca_exemption[row] = outcome.exemption;
  columns.fraud_score[row] = payment.fraudScore;
  columns.aml_risk_score[row] = payment.amlScore;
  columns.device_trust_score[row] = payment.trustScore;
  columns.decline_code_raw[row] = outcome.declineCode;
  columns.merchant_advice_code[row] = outcome.adviceCode;
  columns.processing_time_ms[row] = outcome.latencyMs;
  columns.fee_amount[row] = feeTenThousandths(payment, outcome.feeCents);
  columns.fee_currency[row] = merchant.currency;
  latent.cause[row] = outcome.cause;
  latent.isFraud[row] = flag(payment.isFraud);
  latent.amountUsd[row] = payment.amountUsd;
};

/** From cents of USD into the payment's currency, at the rate at which its amount is known. */
const feeTenThousandths = ({ usdRate }: Payment, cents: number): number =>
  Math.round((cents * 100) / usdRate);
