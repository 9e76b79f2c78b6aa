import { describe, expect, test } from "vitest";
import { makeEntities } from "../entity/entities.ts";
import { dayMs, dayOf, dayOfMonth, hourMs, weekday } from "../time.ts";
import { availableFunds } from "./funds.ts";

const { cards } = makeEntities(4, 100);
const sample = cards.all.slice(0, 300);
const start = Date.UTC(2026, 2, 1);
const hours = Array.from({ length: 60 * 24 }, (_, hour) => start + hour * hourMs);

/** Written from the calendar: money has come in since the hour before. */
const isPayday = (payday: string, at: number): boolean => {
  if ((at % dayMs) / hourMs !== 6) return false;
  const day = dayOf(at);
  if (payday === "friday") return weekday(day) === 5;
  const ofMonth = dayOfMonth(day);
  return ofMonth === 1 || (payday === "first_and_fifteenth" && ofMonth === 15);
};

describe("funds", () => {
  test("only fall between paydays: who is short stays short until the next", () => {
    for (const card of sample) {
      for (const [place, at] of hours.entries()) {
        const before = hours[place - 1];
        if (before === undefined || isPayday(card.payday, at)) continue;
        expect(availableFunds(card, at)).toBeLessThanOrEqual(availableFunds(card, before));
      }
    }
  });

  test("come back with the payday", () => {
    const ratios = sample.flatMap((card) =>
      hours
        .filter((at) => isPayday(card.payday, at))
        .map((at) => Math.log(availableFunds(card, at) / availableFunds(card, at - hourMs))),
    );
    const risen = ratios.filter((ratio) => ratio > 0).length / ratios.length;
    expect(ratios.length).toBeGreaterThan(600);
    expect(risen).toBeGreaterThan(0.9);
  });

  test("differ from cycle to cycle and from card to card", () => {
    const at = start + 10 * dayMs;
    expect(new Set(sample.map((card) => availableFunds(card, at))).size).toBe(sample.length);
    const weekly = sample.find(({ payday }) => payday === "friday");
    if (weekly === undefined) throw new Error("some are paid on Fridays");
    expect(availableFunds(weekly, at)).not.toBe(availableFunds(weekly, at + 7 * dayMs));
  });
});
