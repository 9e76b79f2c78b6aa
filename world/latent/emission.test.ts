import { describe, expect, test } from "vitest";
import { reasonOf } from "../../lakehouse/decline/reason-of.ts";
import { createDemand } from "../demand/demand.ts";
import { drawPayment } from "../demand/draw-payment.ts";
import { makeEntities } from "../entity/entities.ts";
import { network } from "../entity/vocabulary.ts";
import { keyOf } from "../random/counter.ts";
import { type Cause, cause, causes, hardCauses } from "./cause.ts";
import { adviceCodes, declineCodes, showAdvice, showCode } from "./emission.ts";

const demand = createDemand(2, 100, makeEntities(2, 100));
const payments = Array.from({ length: 3_000 }, (_, number) =>
  drawPayment({ number, key: keyOf(2, number), at: Date.UTC(2026, 5, 3, 12), demand }),
);
const codesOf = (name: Cause) =>
  payments.map((payment) => declineCodes[showCode(payment, cause[name])] ?? "");
const share = (codes: readonly string[], code: string) =>
  codes.filter((shown) => shown === code).length / codes.length;

describe("the code shown", () => {
  test("of 05 hides funds, judgement and dead cards alike", () => {
    for (const name of ["no_funds", "lost_or_stolen", "closed_account"] as const) {
      const hidden = share(codesOf(name), "05");
      expect(hidden).toBeGreaterThan(0.08);
      expect(hidden).toBeLessThan(0.35);
    }
    expect(share(codesOf("issuer_judgement"), "05")).toBeGreaterThan(0.5);
  });

  test("never means a hard decline where the cause is none", () => {
    const soft = causes.filter((name) => !hardCauses.has(name));
    for (const name of soft)
      for (const code of new Set(codesOf(name)))
        expect([name, code, reasonOf("event", code, null).reason]).not.toContainEqual(
          expect.stringMatching(
            /CLOSED_ACCOUNT|STOP_PAYMENT_ORDER|LOST_OR_STOLEN_CARD|INVALID_CARD_NUMBER/,
          ),
        );
  });

  test("is the same each time of one payment and cause", () => {
    expect(codesOf("no_funds")).toEqual(codesOf("no_funds"));
    const [payment] = payments;
    if (payment === undefined) throw new Error("there are payments");
    const again = { ...payment, attemptNo: 3 };
    expect(showCode(again, cause.no_funds)).toBe(showCode(payment, cause.no_funds));
  });
});

describe("the merchant advice code", () => {
  test("comes with Mastercard only, and only sometimes", () => {
    const advised = payments.filter((payment) => showAdvice(payment, cause.lost_or_stolen) >= 0);
    const mastercard = payments.filter(({ card }) => card.network === network.mastercard);
    expect(advised.every(({ card }) => card.network === network.mastercard)).toBe(true);
    expect(advised.length / mastercard.length).toBeGreaterThan(0.3);
    expect(advised.length / mastercard.length).toBeLessThan(0.85);
  });

  test("says never of dead cards and when to come back of missing funds", () => {
    const advice = (name: Cause) =>
      new Set(payments.map((payment) => adviceCodes[showAdvice(payment, cause[name])] ?? null));
    expect(advice("closed_account")).toEqual(new Set(["03", null]));
    expect(advice("no_funds")).toEqual(new Set(["02", "24", "25", "26", "27", "28", null]));
  });
});
