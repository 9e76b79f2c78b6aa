import { describe, expect, test } from "vitest";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

const scopeOf = (question: string, firstEvent = "2026-09-01T00:02:00.000Z") => {
  const { scope, assumptions } = readQuestion(question, { ...catalogue, firstEvent });
  const dates = (range: { from: string; to: string } | null) =>
    range && [range.from, range.to].map((at) => at.slice(0, 10));
  return { range: dates(scope.range), compare: dates(scope.compare), said: assumptions.join(" ") };
};

describe("where the question names no period", () => {
  test("it is the last seven complete days, and said so", () => {
    const { range, compare, said } = scopeOf("What is the approval rate?");
    expect({ range, compare }).toEqual({ range: ["2026-10-29", "2026-11-05"], compare: null });
    expect(said).toContain("last 7 complete days (29 Oct–4 Nov 2026)");
  });

  test("questions about now reach the newest data", () => {
    const { range, compare } = scopeOf("Are we under a card-testing attack?");
    expect(range).toEqual(["2026-10-30", "2026-11-05"]);
    expect(compare).toEqual(["2026-10-23", "2026-10-29"]);
  });

  test("retry caps and programme ratios are looked at over thirty days", () => {
    expect(scopeOf("Which retries risk fines?").range).toEqual(["2026-10-06", "2026-11-05"]);
    expect(scopeOf("How close are we to a programme limit?").range).toEqual([
      "2026-10-06",
      "2026-11-05",
    ]);
  });

  test("a report is about last week", () => {
    const { range, compare } = scopeOf("Weekly report");
    expect({ range, compare }).toEqual({
      range: ["2026-10-26", "2026-11-02"],
      compare: ["2026-10-19", "2026-10-26"],
    });
  });

  test("data that begin today are looked at whole", () => {
    const { range, said } = scopeOf("approval rate", "2026-11-05T08:00:00Z");
    expect(range).toEqual(["2026-11-05", "2026-11-05"]);
    expect(said).toContain("all loaded data");
  });
});

describe("where the question names no comparison", () => {
  test.each<[question: string, compare: string[] | null]>([
    ["Why did approval drop yesterday?", ["2026-10-28", "2026-10-29"]],
    ["Why did approval drop last week?", ["2026-10-19", "2026-10-26"]],
    ["Why did approval drop in the last 7 days?", ["2026-10-22", "2026-10-29"]],
    ["Why did approval drop in the last 3 days?", ["2026-10-26", "2026-10-29"]],
    ["Why did approval drop in October?", ["2026-09-01", "2026-10-01"]],
    ["Why did approval drop since Tuesday?", ["2026-10-27", "2026-10-29"]],
    ["What was the approval rate yesterday?", null],
    ["Approval rate by country last week", null],
    ["How did the approval rate change last week?", ["2026-10-19", "2026-10-26"]],
  ])("%s", (question, compare) => {
    expect(scopeOf(question).compare).toEqual(compare);
  });

  test("the stretch right before stands in where the data do not go back a week", () => {
    expect(scopeOf("Why did approval drop yesterday?", "2026-11-01T00:00:00Z").compare).toEqual([
      "2026-11-03",
      "2026-11-04",
    ]);
  });

  test("with no data before there is nothing to compare with, and that is said", () => {
    const { compare, said } = scopeOf("Why did approval drop yesterday?", "2026-11-04T00:10:00Z");
    expect(compare).toBeNull();
    expect(said).toContain("Nothing to compare with");
  });

  test("a named comparison before the data gives way to the default one, and that is said", () => {
    const { compare, said } = scopeOf(
      "approval rate yesterday vs last year",
      "2026-10-01T00:00:00Z",
    );
    expect(compare).toEqual(["2026-10-28", "2026-10-29"]);
    expect(said).toMatch(/no data for last year.*Compared with the same day a week earlier/);
  });

  test("with no data for any comparison there is none", () => {
    const { compare, said } = scopeOf(
      "approval rate last week vs the week before",
      "2026-10-26T00:00:00Z",
    );
    expect(compare).toBeNull();
    expect(said).toContain("no data for the week before");
  });
});

describe("a change made on a day", () => {
  test("is judged by everything since, against the same weekdays before it", () => {
    const { range, compare } = scopeOf("Did Tuesday's change work?");
    expect({ range, compare }).toEqual({
      range: ["2026-11-03", "2026-11-05"],
      compare: ["2026-10-27", "2026-10-29"],
    });
  });
});

test("a range that the data only partly cover is answered, and said so", () => {
  expect(scopeOf("approval rate in September", "2026-09-10T06:00:00Z").said).toContain(
    "The data begin 10 Sept 2026 06:00",
  );
});

test("a period that is still running says where it ends", () => {
  expect(scopeOf("approval rate today").said).toContain(
    "Today runs up to the newest data, 5 Nov 2026 15:30 UTC",
  );
});
