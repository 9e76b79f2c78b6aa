import { expect, test } from "vitest";
import { againstPeers } from "./expected-rate.ts";

const cell = (member: string, stratum: string, numerator: number, denominator: number) => ({
  member,
  stratum,
  rate: { numerator, denominator },
});

test("an issuer with difficult traffic is not abnormal, one that declines easy traffic is", () => {
  const found = againstPeers([
    cell("hard-traffic", "prepaid", 400, 1000),
    cell("peer", "prepaid", 410, 1000),
    cell("peer", "credit", 50, 1000),
    cell("other", "credit", 52, 1000),
    cell("odd", "credit", 150, 1000),
  ]);
  const of = (member: string) => found.find((entry) => entry.member === member);
  expect(Math.abs(of("hard-traffic")?.z ?? 9)).toBeLessThan(2);
  expect(of("odd")?.z).toBeGreaterThan(6);
  // Its peers in the stratum: 50 + 52 of 2,000, half an event added on both sides.
  expect(of("odd")?.expected).toBeCloseTo((1000 * 102.5) / 2001, 9);
});

test("traffic that nobody else has is left out of the judgement", () => {
  const [alone] = againstPeers([cell("alone", "x", 5, 10)]);
  expect(alone).toMatchObject({ expected: 0, z: 0, p: 1 });
  expect(alone?.observed.denominator).toBe(0);
});
