import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import type { Row } from "../warehouse.ts";
import { buildSilver } from "./build-silver.ts";
import { type RawEvents, rawEvents, writeBronze } from "./raw-events.fixture.ts";
import { type ExpectedAttempt, recomputeAttempts, timeOf } from "./recomputed-attempts.fixture.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
});
afterAll(() => lakehouse.close());

const byId = (rows: readonly Row[], ...columns: string[]) =>
  rows.toSorted((a, b) =>
    columns.map((c) => a[c]).join("|") < columns.map((c) => b[c]).join("|") ? -1 : 1,
  );
const read = async (table: string, columns: readonly string[]) =>
  lakehouse.run(`SELECT ${columns.join(", ")} FROM ${table}`);
const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(3)));
const roundedColumns = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === "number" ? rounded(value) : value,
    ]),
  );

const expectedAttempt = (attempt: ExpectedAttempt, disputes: RawEvents["disputes"]): Row => {
  const kept = attempt.payment.filter((a) => !a.isDuplicate);
  const counted = attempt.payment.filter((a) => a.isCounted);
  const position = kept.indexOf(attempt);
  const countedBefore = counted.slice(0, Math.max(0, counted.indexOf(attempt)));
  const previous = countedBefore.at(-1);
  const linked = attempt.linkBasis !== "none" && position >= 0;
  const ofAttempt = disputes.filter(
    (d) => d.source === attempt.source && d.transaction_id === attempt.transaction_id,
  );
  return {
    source: attempt.source,
    transaction_id: attempt.transaction_id,
    event_timestamp: attempt.event_timestamp,
    merchant_id: attempt.merchant_id,
    is_approved: attempt.is_approved,
    card_token: attempt.card_token,
    stage: attempt.stage,
    payment_id: attempt.paymentId,
    link_basis: attempt.linkBasis,
    attempt_no: attempt.attempt_no ?? (position < 0 ? null : position + 1),
    previous_transaction_id: kept[position - 1]?.transaction_id ?? null,
    is_retry: attempt.is_retry ?? (linked ? position > 0 : null),
    retry_count: linked ? position : null,
    is_suspected_duplicate: attempt.isDuplicate,
    is_counted: attempt.isCounted,
    is_first_attempt: attempt === counted[0],
    is_recovery_attempt: countedBefore.length > 0 && countedBefore.every((a) => !a.is_approved),
    seconds_since_previous: previous ? (timeOf(attempt) - timeOf(previous)) / 1000 : null,
    decline_reason: attempt.reason,
    decline_class: attempt.reasonClass,
    original_decline_reason: counted.find((a) => a.reason !== null)?.reason ?? null,
    amount_minor: attempt.amount_minor,
    amount_usd: rounded(attempt.amount_usd),
    fee_usd: rounded(attempt.fee_usd),
    is_disputed: ofAttempt.length > 0,
    is_fraud_disputed: ofAttempt.some((d) => d.dispute_kind === "fraud"),
    is_cross_border:
      attempt.issuer_country && attempt.merchant_country
        ? attempt.issuer_country !== attempt.merchant_country
        : null,
  };
};

const expectedPayment = (payment: readonly ExpectedAttempt[]): Row => {
  const kept = payment.filter((a) => !a.isDuplicate);
  const forMoney = kept.filter((a) => a.amount > 0);
  const judged = forMoney.length > 0 ? forMoney : kept;
  const [first] = judged;
  const head = judged.find((a) => a.isCounted) ?? first;
  if (first === undefined || head === undefined) throw new Error("a payment has an attempt");
  const approved = judged.find((a) => a.is_approved);
  return {
    payment_id: head.paymentId,
    source: head.source,
    merchant_id: head.merchant_id,
    currency: head.currency,
    amount_minor: head.amount_minor,
    attempts: judged.length,
    first_event_timestamp: first.event_timestamp,
    last_event_timestamp: judged.at(-1)?.event_timestamp,
    first_is_approved: first.is_approved,
    is_approved: approved !== undefined,
    approved_transaction_id: approved?.transaction_id ?? null,
    original_decline_reason: judged.find((a) => a.reason !== null)?.reason ?? null,
    is_recovered: !first.is_approved && approved !== undefined,
  };
};

describe("silver", () => {
  test("is what a recomputation in plain TypeScript gives, for attempts and for payments", async () => {
    await fc.assert(
      fc.asyncProperty(rawEvents, async (events) => {
        await writeBronze(lakehouse, events);
        await buildSilver(lakehouse.connection);
        const expected = recomputeAttempts(events);

        const attempts = expected.attempts.map((a) => expectedAttempt(a, events.disputes));
        const columns = attempts[0] ? Object.keys(attempts[0]) : ["source", "transaction_id"];
        const silver = await read("payments_enriched_silver", columns);
        expect(byId(silver.map(roundedColumns), "source", "transaction_id")).toEqual(
          byId(attempts, "source", "transaction_id"),
        );

        const payments = expected.payments.map(expectedPayment);
        const id = ["source", "merchant_id", "payment_id"];
        const paymentColumns = payments[0] ? Object.keys(payments[0]) : id;
        expect(byId(await read("payments_silver", paymentColumns), ...id)).toEqual(
          byId(payments, ...id),
        );
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
