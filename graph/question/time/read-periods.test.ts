import { describe, expect, test } from "vitest";
import { clockAt, type Period } from "./period.ts";
import { readPeriods } from "./read-periods.ts";

const dataStart = Date.parse("2025-01-01T00:00:00Z");

/** `2026-11-01T00:00 2026-11-02T00:00`, so that a case fits on a line. */
const ends = (period: Period | null): string | null =>
  period &&
  [period.from, period.to]
    .map((at) =>
      new Date(at)
        .toISOString()
        .replace(/:00\.000Z|\.000Z/, "")
        .replace(/T00:00$/, ""),
    )
    .join(" → ");

const read = (text: string, asOf: string) => {
  const { range, compare } = readPeriods(text, clockAt(Date.parse(asOf), dataStart));
  return [ends(range), ends(compare)];
};

describe("on Thursday 5 November 2026, 15:30:12.5 UTC", () => {
  const asOf = "2026-11-05T15:30:12.500Z";
  const now = "2026-11-05T15:30:13";

  test.each<[text: string, range: string]>([
    ["today", `2026-11-05 → ${now}`],
    ["yesterday", "2026-11-04 → 2026-11-05"],
    ["day before yesterday", "2026-11-03 → 2026-11-04"],
    ["last hour", `2026-11-05T14:30:13 → ${now}`],
    ["last 24 hours", `2026-11-04T15:30:13 → ${now}`],
    ["last 24h", `2026-11-04T15:30:13 → ${now}`],
    ["last 7 days", "2026-10-29 → 2026-11-05"],
    ["the past three days", "2026-11-02 → 2026-11-05"],
    ["past week", "2026-10-29 → 2026-11-05"],
    ["last week", "2026-10-26 → 2026-11-02"],
    ["last 2 weeks", "2026-10-19 → 2026-11-02"],
    ["2 weeks ago", "2026-10-19 → 2026-10-26"],
    ["the week before last", "2026-10-19 → 2026-10-26"],
    ["this week", `2026-11-02 → ${now}`],
    ["week to date", `2026-11-02 → ${now}`],
    ["last month", "2026-10-01 → 2026-11-01"],
    ["last 3 months", "2026-08-01 → 2026-11-01"],
    ["so far this month", `2026-11-01 → ${now}`],
    ["ytd", `2026-01-01 → ${now}`],
    ["last quarter", "2026-07-01 → 2026-10-01"],
    ["last year", "2025-01-01 → 2026-01-01"],
    ["in october", "2026-10-01 → 2026-11-01"],
    ["in november", `2026-11-01 → ${now}`],
    ["in december", "2025-12-01 → 2026-01-01"],
    ["in may", "2026-05-01 → 2026-06-01"],
    ["october 2025", "2025-10-01 → 2025-11-01"],
    ["q3", "2026-07-01 → 2026-10-01"],
    ["q4 2025", "2025-10-01 → 2026-01-01"],
    ["in 2025", "2025-01-01 → 2026-01-01"],
    ["week 44", "2026-10-26 → 2026-11-02"],
    ["last weekend", "2026-10-31 → 2026-11-02"],
    ["last night", "2026-11-04T18:00 → 2026-11-05T06:00"],
    ["on monday", "2026-11-02 → 2026-11-03"],
    ["last friday", "2026-10-30 → 2026-10-31"],
    ["on thursday", "2026-10-29 → 2026-10-30"],
    ["since tuesday", `2026-11-03 → ${now}`],
    ["since 2026-11-01", `2026-11-01 → ${now}`],
    ["since november 3 at 14:00", `2026-11-03T14:00 → ${now}`],
    ["after 3 november", `2026-11-04 → ${now}`],
    ["since 14:00", `2026-11-05T14:00 → ${now}`],
    ["since 5 pm", `2026-11-04T17:00 → ${now}`],
    ["until 3 november", "2025-01-01 → 2026-11-04"],
    ["yesterday between 09:00 and 12:00", "2026-11-04T09:00 → 2026-11-04T12:00"],
    ["2026-11-01t09:00:00z to 2026-11-01t12:00:00z", "2026-11-01T09:00 → 2026-11-01T12:00"],
    ["2026-11-01 to 2026-11-04", "2026-11-01 → 2026-11-05"],
    ["2026-11-01 to 2026-11-05", "2026-11-01 → 2026-11-06"],
    ["2026-11-01 to 2026-11-07", `2026-11-01 → ${now}`],
    ["between 2026-10-01 and 2026-10-10", "2026-10-01 → 2026-10-11"],
    ["from 1 to 4 november", "2026-11-01 → 2026-11-05"],
    ["november 1 to 3", "2026-11-01 → 2026-11-04"],
    ["between 30 october and 2 november", "2026-10-30 → 2026-11-03"],
    ["from 3 to 7 december", "2025-12-03 → 2025-12-08"],
    ["on 3 november", "2026-11-03 → 2026-11-04"],
    ["on the 3rd of november 2025", "2025-11-03 → 2025-11-04"],
    ["3.11.2026", "2026-11-03 → 2026-11-04"],
    ["31/10/2026", "2026-10-31 → 2026-11-01"],
    ["2026-10", "2026-10-01 → 2026-11-01"],
    ["monday to wednesday", "2026-11-02 → 2026-11-05"],
    ["friday to monday", "2026-10-30 → 2026-11-03"],
    ["from august to september", "2026-08-01 → 2026-10-01"],
    ["all time", `2025-01-01 → ${now}`],
    ["tomorrow", "2026-11-06 → 2026-11-07"],
    ["next week", "2026-11-09 → 2026-11-16"],
  ])("%s", (text, range) => {
    expect(read(text, asOf)).toEqual([range, null]);
  });

  test.each<[text: string, range: string, compare: string]>([
    ["last week vs the week before", "2026-10-26 → 2026-11-02", "2026-10-19 → 2026-10-26"],
    [
      "monday report last week vs the week before",
      "2026-10-26 → 2026-11-02",
      "2026-10-19 → 2026-10-26",
    ],
    [
      "last week compared with the previous week",
      "2026-10-26 → 2026-11-02",
      "2026-10-19 → 2026-10-26",
    ],
    ["last 7 days vs previous 7 days", "2026-10-29 → 2026-11-05", "2026-10-22 → 2026-10-29"],
    ["october vs september", "2026-10-01 → 2026-11-01", "2026-09-01 → 2026-10-01"],
    ["compare october and september", "2026-10-01 → 2026-11-01", "2026-09-01 → 2026-10-01"],
    [
      "compared with september how was october",
      "2026-10-01 → 2026-11-01",
      "2026-09-01 → 2026-10-01",
    ],
    [
      "how did it change from september to october",
      "2026-10-01 → 2026-11-01",
      "2026-09-01 → 2026-10-01",
    ],
    [
      "last month against the same month last year",
      "2026-10-01 → 2026-11-01",
      "2025-10-01 → 2025-11-01",
    ],
    ["q3 vs q2", "2026-07-01 → 2026-10-01", "2026-04-01 → 2026-07-01"],
    ["yesterday vs same day last week", "2026-11-04 → 2026-11-05", "2026-10-28 → 2026-10-29"],
    ["yesterday vs the day before", "2026-11-04 → 2026-11-05", "2026-11-03 → 2026-11-04"],
    ["yesterday vs a week earlier", "2026-11-04 → 2026-11-05", "2026-10-28 → 2026-10-29"],
    ["today vs yesterday", `2026-11-05 → ${now}`, "2026-11-04 → 2026-11-04T15:30:13"],
    ["yesterday vs today", `2026-11-05 → ${now}`, "2026-11-04 → 2026-11-04T15:30:13"],
    ["this week vs last week", `2026-11-02 → ${now}`, "2026-10-26 → 2026-10-29T15:30:13"],
    ["this month vs last month", `2026-11-01 → ${now}`, "2026-10-01 → 2026-10-05T15:30:13"],
    [
      "how does approval compare with last week",
      `2026-11-02 → ${now}`,
      "2026-10-26 → 2026-10-29T15:30:13",
    ],
    ["how did it change since last month", `2026-11-01 → ${now}`, "2026-10-01 → 2026-11-01"],
    ["2026-11-01 vs 2026-10-25", "2026-11-01 → 2026-11-02", "2026-10-25 → 2026-10-26"],
  ])("%s", (text, range, compare) => {
    expect(read(text, asOf)).toEqual([range, compare]);
  });

  test.each([
    "visa vs mastercard",
    "three things to do today by money",
    "may we see it",
    "show the sun",
    "top 5 reasons",
  ])("no time in: %s", (text) => {
    expect(read(text, asOf)).toEqual([null, null]);
  });

  test.each<[text: string, range: string]>([
    ["visa vs mastercard last week", "2026-10-26 → 2026-11-02"],
    ["visa last week vs mastercard last week", "2026-10-26 → 2026-11-02"],
  ])("values are compared and not periods in: %s", (text, range) => {
    expect(read(text, asOf)).toEqual([range, null]);
  });

  test("a third period is named as not read", () => {
    const { notes } = readPeriods(
      "october vs september vs august",
      clockAt(Date.parse(asOf), dataStart),
    );
    expect(notes.join(" ")).toContain("August 2026");
  });
});

describe("at the edges of the calendar", () => {
  test.each<[text: string, asOf: string, range: string | null, compare: string | null]>([
    ["last week", "2026-11-02T00:00:00Z", "2026-10-26 → 2026-11-02", null],
    ["this week", "2026-11-02T00:00:00Z", "2026-11-02 → 2026-11-02T00:00:01", null],
    ["last week", "2026-11-01T23:59:59Z", "2026-10-19 → 2026-10-26", null],
    ["on sunday", "2026-11-01T12:00:00Z", "2026-10-25 → 2026-10-26", null],
    ["this weekend", "2026-11-01T12:00:00Z", "2026-10-31 → 2026-11-01T12:00:01", null],
    ["last month", "2026-01-15T12:00:00Z", "2025-12-01 → 2026-01-01", null],
    ["yesterday", "2026-01-01T00:00:00Z", "2025-12-31 → 2026-01-01", null],
    ["week 1", "2026-01-15T12:00:00Z", "2025-12-29 → 2026-01-05", null],
    ["week 53", "2027-02-01T12:00:00Z", "2026-12-28 → 2027-01-04", null],
    [
      "january vs december",
      "2026-02-10T12:00:00Z",
      "2026-01-01 → 2026-02-01",
      "2025-12-01 → 2026-01-01",
    ],
    [
      "this month vs last month",
      "2026-03-31T12:00:00Z",
      "2026-03-01 → 2026-03-31T12:00:01",
      "2026-02-01 → 2026-03-01",
    ],
    [
      "last month vs the month before",
      "2028-03-10T00:00:00Z",
      "2028-02-01 → 2028-03-01",
      "2028-01-01 → 2028-02-01",
    ],
    [
      "yesterday vs the same day last week",
      "2026-03-30T08:00:00Z",
      "2026-03-29 → 2026-03-30",
      "2026-03-22 → 2026-03-23",
    ],
  ])("%s at %s", (text, asOf, range, compare) => {
    expect(read(text, asOf)).toEqual([range, compare]);
  });
});
