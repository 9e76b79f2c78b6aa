import { describe, expect, test } from "vitest";
import { createOracle, type FigureSpec } from "./oracle.ts";

const attempt = (id: string, at: string, rest: Record<string, unknown> = {}) => ({
  transaction_id: id,
  event_timestamp: at,
  merchant_id: "m",
  source: "s",
  amount: "10.00",
  currency: "USD",
  is_approved: true,
  ...rest,
});
const declined = { is_approved: false, decline_code_raw: "51" };
const day: FigureSpec["range"] = ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"];
const at = (time: string) => `2026-11-01T${time}Z`;

describe("the oracle", () => {
  test("counts what reached an issuer for money, once", () => {
    const card = { card_token: "c" };
    const oracle = createOracle([
      attempt("t-1", at("10:00:00"), card),
      attempt("t-1b", at("10:00:00"), card),
      attempt("t-2", at("11:00:00"), { ...declined, stage: "blocked" }),
      attempt("t-3", at("12:00:00"), { amount: "0" }),
      attempt("t-4", at("13:00:00"), declined),
      attempt("t-5", "2026-11-02T00:00:00Z"),
    ]);
    expect(oracle({ metric: "approval_rate", range: day })).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  test("takes the version with the later time, in whatever order they come", () => {
    const later = { updated_at: at("20:00:00"), is_approved: true };
    const earlier = { updated_at: at("19:00:00"), ...declined };
    const oracle = createOracle([
      attempt("t-1", at("10:00:00"), later),
      attempt("t-1", at("10:00:00"), earlier),
    ]);
    expect(oracle({ metric: "approved", range: day }).value).toBe(1);
  });

  test("a retry recovers its payment: by the id given over days, by the card within 24 hours", () => {
    const given = { payment_id: "p" };
    const inferred = { card_token: "c" };
    const tooLate = { card_token: "d" };
    const oracle = createOracle([
      attempt("a-1", at("00:00:00"), { ...given, ...declined }),
      attempt("a-2", "2026-11-04T00:00:00Z", given),
      attempt("b-1", at("00:00:00"), { ...inferred, ...declined }),
      attempt("b-2", "2026-11-02T00:00:00Z", inferred),
      attempt("c-1", at("00:00:00"), { ...tooLate, ...declined }),
      attempt("c-2", "2026-11-02T00:00:01Z", tooLate),
    ]);
    const recovery = { metric: "retry_recovery_rate", range: day } as const;
    expect(oracle(recovery)).toMatchObject({ numerator: 2, denominator: 3 });
    expect(oracle({ ...recovery, metric: "first_attempt_approval_rate" })).toMatchObject({
      numerator: 0,
      denominator: 3,
    });
  });

  test("adds money of two currencies by each day's rate, a missing day by the one before", () => {
    const oracle = createOracle([
      { type: "fx_rate", date: "2026-10-31", currency: "BRL", usd_per_unit: 0.2 },
      { type: "fx_rate", date: "2026-11-02", currency: "BRL", usd_per_unit: 0.9 },
      attempt("t-1", at("10:00:00"), { amount: "100.05", currency: "BRL" }),
      attempt("t-2", at("10:00:00"), { amount: "1.10" }),
      attempt("t-3", at("10:00:00"), { amount: "500", currency: "JPY" }),
    ]);
    expect(oracle({ metric: "approved_amount", range: day }).value).toBe(2_111);
    const yen = { filters: { currency: ["JPY"] }, currency: "JPY" };
    expect(oracle({ metric: "approved_amount", range: day, ...yen }).value).toBe(500);
  });

  test("reads instants with their offset, and a reason as the part of declines that has it", () => {
    const oracle = createOracle([
      attempt("t-1", "2026-11-01T21:30:00-03:00", declined),
      attempt("t-2", at("10:00:00"), declined),
      attempt("t-3", at("10:00:00"), { ...declined, decline_code_raw: "05" }),
    ]);
    const share = oracle({
      metric: "decline_share",
      range: day,
      filters: { decline_reason: ["INSUFFICIENT_FUNDS"] },
    });
    expect(share).toMatchObject({ numerator: 1, denominator: 2 });
  });
});
