import { describe, expect, test } from "vitest";
import { beforeIn, periodPhrase } from "./period-phrase.ts";

describe("periodPhrase", () => {
  test.each([
    ["yesterday", "Yesterday"],
    ["today", "Today"],
    ["last week", "Last week"],
    ["last 7 days", "In the last 7 days"],
    ["last 7 complete days", "In the last 7 complete days"],
    ["this week", "This week"],
    ["the same day last week", "The same day last week"],
    ["the period before", "The period before"],
    ["since Tuesday", "Since Tuesday"],
    ["3 days ago", "3 days ago"],
    ["October 2026", "In October 2026"],
    ["Q3 2026", "In Q3 2026"],
    ["week 45 of 2026", "In week 45 of 2026"],
    ["all loaded data", "In all loaded data"],
    ["2026-11-01", "On 2026-11-01"],
    ["Tuesday", "On Tuesday"],
    ["2026-11-01 to 2026-11-07", "From 2026-11-01 to 2026-11-07"],
  ])("says %s as %s", (label, said) => {
    expect(periodPhrase(label, true).text).toBe(said);
  });

  test("tells how the label is then spelled", () => {
    expect(periodPhrase("yesterday", true).period).toBe("Yesterday");
    expect(periodPhrase("October 2026", true).period).toBe("October 2026");
  });

  test("takes only the word in, not the end of another", () => {
    expect(beforeIn("approved within ")).toBeNull();
    expect(beforeIn("approved in ")).toEqual({ before: "approved ", isCapital: false });
    expect(beforeIn("In ")).toEqual({ before: "", isCapital: true });
  });
});
