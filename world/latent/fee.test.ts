import { expect, test } from "vitest";
import { createDemand } from "../demand/demand.ts";
import { drawPayment } from "../demand/draw-payment.ts";
import { makeEntities } from "../entity/entities.ts";
import { cause } from "./cause.ts";
import { feeCents } from "./fee.ts";

const entities = makeEntities(8, 100);
const demand = createDemand(8, 100, entities);
const payments = Array.from({ length: 400 }, (_, number) =>
  drawPayment({
    number,
    key: Math.imul(number + 1, 0x9e3779b1),
    at: Date.UTC(2026, 5, 3, 12),
    demand,
  }),
);
const fee = (payment: (typeof payments)[number], change: object = {}) =>
  feeCents(payment, { processor: 1, isApproved: true, uses3ds: false, ...change }, []);

test("an approval costs a share of the amount, a decline only the attempt", () => {
  for (const payment of payments) {
    const declined = fee(payment, { isApproved: false });
    expect(declined).toBe(8);
    const bps = ((fee(payment) - declined) / payment.amountUsd) * 10_000;
    if (payment.amountUsd === 0) continue;
    expect(bps).toBeGreaterThan(50);
    expect(bps).toBeLessThan(450);
  }
});

test("crossing a border, 3-D Secure and repeating a hard decline each cost more", () => {
  for (const payment of payments) {
    expect(fee(payment, { uses3ds: true })).toBe(fee(payment) + 4);
    const repeated = { ...payment, attemptNo: 2, previousCause: cause.closed_account };
    expect(fee(repeated)).toBeCloseTo(fee(payment) + (payment.isCrossBorder ? 25 : 10), 9);
    expect(fee({ ...repeated, previousCause: cause.no_funds })).toBe(fee(payment));
    const abroad = fee({ ...payment, isCrossBorder: true });
    const home = fee({ ...payment, isCrossBorder: false });
    expect(abroad - home).toBeCloseTo(payment.amountUsd * 0.0105, 9);
  }
});
