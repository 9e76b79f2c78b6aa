import { expect, test } from "vitest";
import { judgeMoves } from "./off-policy/judge-moves.ts";

test("a move valued from the log is worth what the world says when the traffic is moved", () => {
  const verdict = judgeMoves([41], { days: 30, paymentsPerDay: 8_000 });
  expect(verdict.moves).toBeGreaterThan(50);
  expect(verdict.coverage).toBeGreaterThanOrEqual(0.9);
  expect(verdict.rankCorrelation).toBeGreaterThanOrEqual(0.75);
  expect(Math.abs(verdict.bias)).toBeLessThan(0.01);
});
