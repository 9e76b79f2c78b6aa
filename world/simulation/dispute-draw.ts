import type { Payment } from "../demand/payment.ts";
import { currencies } from "../entity/exchange.ts";
import { processors } from "../entity/processor.ts";
import { segments } from "../entity/segment.ts";
import { network } from "../entity/vocabulary.ts";
import { uniform } from "../random/counter.ts";
import type { Dispute } from "../stretch.ts";
import { dayMs } from "../time.ts";
import type { AttemptOutcome } from "./attempt.ts";
import type { Due } from "./due-queue.ts";

/** A dispute that will be raised. */
export interface PendingDispute extends Due {
  readonly dispute: Dispute;
}

const draws = { fraud: 120, service: 121, lag: 122 } as const;

/** Days from the purchase to the dispute. */
const shortestLagDays = 30;
const longestLagDays = 90;

/** Share of approved fraud that the cardholder notices and disputes. */
const noticed = 0.8;

/** The dispute that an approved payment will end in, or null. Most come in the first half of the time allowed. */
export const drawDispute = (payment: Payment, outcome: AttemptOutcome): PendingDispute | null => {
  const { key, merchant, card } = payment;
  const serviceShare = (segments[merchant.segment]?.serviceDisputeBps ?? 0) / 10_000;
  const isFraud = payment.isFraud && uniform(key, draws.fraud) < noticed;
  const isService =
    !payment.isFraud && !payment.isCardPresent && uniform(key, draws.service) < serviceShare;
  if (payment.amountMinor === 0 || !(isFraud || isService)) return null;
  const lagDays =
    shortestLagDays + (longestLagDays - shortestLagDays) * uniform(key, draws.lag) ** 1.6;
  const dueAt = outcome.at + Math.floor(lagDays * dayMs);
  const kind = isFraud ? "fraud" : "service";
  return {
    dueAt,
    number: payment.number,
    dispute: {
      disputeNo: payment.number,
      transactionNo: outcome.transaction,
      at: dueAt,
      kind,
      source: processors[outcome.processor]?.source ?? "",
      amountMinor: payment.amountMinor,
      currency: currencies[merchant.currency] ?? "",
      reasonCode: reasonCode(card.network, kind),
    },
  };
};

const reasonCode = (net: number, kind: Dispute["kind"]): string => {
  if (net === network.mastercard) return kind === "fraud" ? "4837" : "4853";
  if (net === network.amex) return kind === "fraud" ? "F29" : "C08";
  return kind === "fraud" ? "10.4" : "13.1";
};
