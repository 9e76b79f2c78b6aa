import fc from "fast-check";
import { expect, test } from "vitest";
import { dayMs, dayOf, dayOfMonth, hourMs, hourOfWeek, isoDay, weekday } from "./time.ts";

const instant = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });

test("days, weekdays and hours are those of the calendar in UTC", () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -12, max: 14 }), (at, offsetHours) => {
      const date = new Date(at);
      expect(isoDay(dayOf(at))).toBe(date.toISOString().slice(0, 10));
      expect(dayOf(at)).toBe(Math.floor(at / dayMs));
      expect(weekday(dayOf(at))).toBe(date.getUTCDay());
      expect(dayOfMonth(dayOf(at))).toBe(date.getUTCDate());
      const local = new Date(at + offsetHours * hourMs);
      expect(hourOfWeek(at, offsetHours)).toBe(local.getUTCDay() * 24 + local.getUTCHours());
    }),
  );
});
