import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Plan } from "../plan.ts";
import { questionsByIntent } from "./intent-questions.fixture.ts";
import { maskQuestion } from "./mask-question.ts";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

fc.configureGlobal({ seed: 20261105 });

const asOf = fc
  .date({ min: new Date("2026-09-02"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const question = fc.constantFrom(...Object.values(questionsByIntent).flat());
const period = fc.constantFrom(
  "today",
  "yesterday",
  "last week",
  "this week",
  "last month",
  "this month",
  "in October",
  "Q3",
  "since Tuesday",
  "on Monday",
  "last weekend",
  "last 3 days",
  "last 2 weeks",
  "last 24 hours",
  "month to date",
  "week 44",
  "2 days ago",
  "today vs yesterday",
  "this week vs last week",
  "October vs September",
  "last week vs the week before",
  "this month vs last month",
);

describe("any question", () => {
  test("gives a plan of the schema and never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(Plan.safeParse(readQuestion(text, catalogue)).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("gives a plan of the schema when words of the field are shuffled", () => {
    const words = fc.constantFrom(
      ..."why approval drop vs last week since to from 2026-11-01 3 november and by country Brazil Visa retry 05 not except processor A % between until the before same day".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), asOf, (text, at) => {
        const plan = readQuestion(text.join(" "), catalogue, { asOf: at });
        expect(Plan.safeParse(plan).success).toBe(true);
        expect(plan.scope.range.from < plan.scope.range.to).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("gives the same bytes again", () => {
    fc.assert(
      fc.property(question, asOf, (text, at) => {
        const once = JSON.stringify(readQuestion(text, catalogue, { asOf: at }));
        expect(JSON.stringify(readQuestion(text, structuredClone(catalogue), { asOf: at }))).toBe(
          once,
        );
      }),
      { numRuns: 100 },
    );
  });

  test("is planned in milliseconds", () => {
    const texts = Object.values(questionsByIntent).flat();
    const began = performance.now();
    for (const text of texts) readQuestion(text, catalogue);
    expect((performance.now() - began) / texts.length).toBeLessThan(5);
  });
});

describe("any period, at any as-of", () => {
  test("begins on a day or reaches now, ends on a day or at now, and is not empty", () => {
    fc.assert(
      fc.property(period, asOf, (text, at) => {
        const { range, compare } = readQuestion(`approval rate ${text}`, catalogue, {
          asOf: at,
        }).scope;
        const end = Math.floor(Date.parse(at) / 1000) * 1000 + 1000;
        const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
        expect(from).toBeLessThan(to);
        expect(to === end || to % 86_400_000 === 0).toBe(true);
        expect(from % 86_400_000 === 0 || text.includes("hours")).toBe(true);
        expect(to).toBeLessThanOrEqual(end);
        if (compare) expect(Date.parse(compare.from)).toBeLessThan(from);
      }),
      { numRuns: 400 },
    );
  });

  test("a default comparison covers the same weekdays or the calendar unit before", () => {
    fc.assert(
      fc.property(
        asOf,
        fc.constantFrom("yesterday", "last week", "last 3 days", "today"),
        (at, text) => {
          const late = { ...catalogue, firstEvent: "2025-01-01T00:00:00Z" };
          const { range, compare } = readQuestion(`why did approval drop ${text}`, late, {
            asOf: at,
          }).scope;
          expect(compare).not.toBeNull();
          const back = Date.parse(range.from) - Date.parse(compare?.from ?? "");
          expect(back % (7 * 86_400_000)).toBe(0);
          expect(Date.parse(compare?.to ?? "") - Date.parse(compare?.from ?? "")).toBe(
            Date.parse(range.to) - Date.parse(range.from),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("card numbers in a question", () => {
  test.each([
    ["why was 4111 1111 1111 1111 declined", "why was 4111 11** **** 1111 declined"],
    ["card 5555-5555-5555-4444?", "card 5555-55**-****-4444?"],
  ])("%s is cut to BIN and last four", (text, masked) => {
    expect(maskQuestion(text)).toBe(masked);
  });

  test("dates side by side are no card number", () => {
    fc.assert(
      fc.property(asOf, asOf, fc.constantFrom("-", ".", "/"), (a, b, separator) => {
        const dayFirst = (at: string) => at.slice(0, 10).split("-").toReversed().join(separator);
        const text = `approval ${dayFirst(a)} - ${dayFirst(b)} and ${a.slice(0, 10)} ${b.slice(0, 10)}`;
        expect(maskQuestion(text)).toBe(text);
      }),
    );
  });
});
