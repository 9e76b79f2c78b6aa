import { afterEach, describe, expect, test, vi } from "vitest";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

const phrases = [
  ..."today yesterday tomorrow".split(" "),
  ...["this", "last", "next"].flatMap((which) =>
    ["hour", "day", "week", "weekend", "month", "quarter", "year"].map(
      (unit) => `${which} ${unit}`,
    ),
  ),
  ...["last", "past", "previous"].flatMap((which) =>
    [1, 2, 3, 7, 10, 14, 30].flatMap((n) => [
      `${which} ${n} days`,
      `${which} ${n} hours`,
      `${which} ${n} weeks`,
    ]),
  ),
  ..."monday tuesday wednesday thursday friday saturday sunday"
    .split(" ")
    .flatMap((day) => [`on ${day}`, `since ${day}`, `last ${day}`]),
  ..."january march june september october november"
    .split(" ")
    .flatMap((month) => [`in ${month}`, `since ${month}`, `on 3 ${month}`, `from 1 to 7 ${month}`]),
  "on 2026-11-03",
  "from 2026-11-01 to 2026-11-07",
  "since 2026-11-03T06:00:00Z",
  "between 1 and 3 November 2026",
  "the day before yesterday",
  "the week before last",
  "week to date",
  "month to date",
  "year to date",
  "the last 24 hours",
  "3 days ago",
  "since yesterday noon",
];
const zones = [
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Pacific/Auckland",
];

const readAll = () =>
  phrases.map((when) => readQuestion(`What was the approval rate ${when}?`, catalogue));

afterEach(() => vi.unstubAllEnvs());

describe(`${phrases.length} expressions of time`, () => {
  vi.stubEnv("TZ", "UTC");
  const expected = readAll();

  test.each(zones)("mean the same where the machine stands in %s", (zone) => {
    vi.stubEnv("TZ", zone);
    // Why: without this the test would pass where the zone is not taken.
    expect(new Date(Date.UTC(2026, 10, 4, 2)).toString()).not.toContain("GMT+0000");
    expect(readAll()).toEqual(expected);
  });

  test("are periods and no defaults, for most of them", () => {
    const read = expected.filter(
      ({ assumptions }) => !assumptions.join().includes("No period was named"),
    );
    expect(read.length / phrases.length).toBeGreaterThan(0.9);
    expect(phrases.length).toBeGreaterThanOrEqual(100);
  });
});
