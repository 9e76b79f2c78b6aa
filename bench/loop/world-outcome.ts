import { reasonOf } from "../../lakehouse/decline/reason-of.ts";
import { declineReason } from "../../lakehouse/decline/reasons.ts";
import type { World } from "../../world/world.ts";

/** What a policy came to over a period of a world. Payments count whose first attempt is in it. */
export interface WorldOutcome {
  readonly payments: number;
  readonly approved: number;
  readonly approvedUsd: number;
  readonly attempts: number;
  /** Fees of the attempts whose fee is in the payment's currency. */
  readonly feesUsd: number;
  /** Approved payments of fraudsters. */
  readonly fraudUsd: number;
  /** Repeats by the merchant of what may never be retried. */
  readonly forbiddenRetries: number;
}

/** Plays a world to its end and counts, from what really happened, never from gold. */
export function worldOutcome(world: World, from: number): WorldOutcome {
  const { dictionaries, currencyDigits } = world;
  const isNever = dictionaries.declineCode.map(
    (code) => declineReason(reasonOf("event", code, null).reason)?.retry.rule === "never",
  );
  const byMerchant = dictionaries.initiator.indexOf("merchant");
  const payments = new Map<number, { isApproved: boolean; isForbidden: boolean }>();
  let [approved, approvedUsd, attempts, feesUsd, fraudUsd, forbiddenRetries] = [0, 0, 0, 0, 0, 0];
  for (const { attempts: batch } of world.stretches()) {
    const { columns, latent, count } = batch;
    for (let row = 0; row < count; row += 1) {
      const id = columns.payment_id[row] ?? -1;
      const amount = columns.amount[row] ?? 0;
      if ((columns.attempt_no[row] ?? 0) === 1) {
        if ((columns.event_timestamp[row] ?? 0) < from || amount === 0) continue;
        payments.set(id, { isApproved: false, isForbidden: false });
      }
      const payment = payments.get(id);
      if (payment === undefined) continue;
      const usd = (latent.amountUsd[row] ?? 0) / 100;
      attempts += 1;
      const currency = columns.currency[row] ?? 0;
      const fee = columns.fee_amount[row] ?? 0;
      if (fee > 0 && columns.fee_currency[row] === currency)
        feesUsd += (fee / 10_000) * (usd / (amount / 10 ** (currencyDigits[currency] ?? 2)));
      if (payment.isForbidden && columns.initiated_by[row] === byMerchant) forbiddenRetries += 1;
      if (columns.is_approved[row] === 1 && !payment.isApproved) {
        payment.isApproved = true;
        approved += 1;
        approvedUsd += usd;
        if (latent.isFraud[row] === 1) fraudUsd += usd;
      }
      payment.isForbidden = isNever[columns.decline_code_raw[row] ?? -1] ?? false;
    }
  }
  return {
    payments: payments.size,
    approved,
    approvedUsd,
    attempts,
    feesUsd,
    fraudUsd,
    forbiddenRetries,
  };
}
