import { expect, test } from "vitest";
import { beyondCap, programmeLimitsOn, retryCapsOn } from "./network-rules.ts";

test("the limit in force is the newest that has begun", () => {
  expect(programmeLimitsOn("visa", "2026-03-31")[0]?.ratio).toBe(0.022);
  expect(programmeLimitsOn("visa", "2026-04-01")[0]?.ratio).toBe(0.015);
  expect(programmeLimitsOn("visa", "2025-03-31")).toEqual([]);
  expect(programmeLimitsOn("amex", "2026-04-01")).toEqual([]);
});

test("Mastercard's thirty-sixth attempt in thirty days is beyond its cap, the thirty-fifth is not", () => {
  const cap = retryCapsOn("2026-10-01").find(
    ({ network, column }) => network === "mastercard" && column === "declines_before_30d",
  );
  const after = (declines: number) => ({
    card_network: "mastercard",
    declines_before_30d: declines,
    declines_before_24h: 0,
    attempts: 1,
    approved: 0,
  });
  if (cap === undefined) throw new Error("Mastercard has a cap");
  expect(beyondCap(cap, [after(34)])).toBe(0);
  expect(beyondCap(cap, [after(35)])).toBe(1);
});
