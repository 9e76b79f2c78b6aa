import { describe, expect, test } from "vitest";
import { findingOf, planFor } from "../scripted-run.ts";
import { orderFindings } from "./order-findings.ts";
import { mergeDuplicates, rankFindings, weightOf } from "./rank-findings.ts";

const impact = (mid: number, unit: string) => ({
  low: mid,
  mid,
  high: mid,
  unit,
  per: "week" as const,
  basis: "x",
});
const ids = (findings: readonly { id: string }[]): string[] => findings.map(({ id }) => id);

describe("rankFindings", () => {
  test("puts severity, confidence and money together, heaviest first", () => {
    const loud = findingOf({ id: "loud", severity: "high", confidence: 0.9 });
    const sure = findingOf({ id: "sure", severity: "medium", confidence: 0.9 });
    const rich = findingOf({ id: "rich", severity: "medium", impact: impact(10_000_000, "EUR") });
    const vague = findingOf({ id: "vague", severity: "high", confidence: 0.2 });
    expect(ids(rankFindings([vague, sure, loud, rich]))).toEqual(["rich", "loud", "sure", "vague"]);
  });

  test("weighs the same money the same in every minor unit", () => {
    const euro = findingOf({ impact: impact(100_000, "EUR") });
    const yen = findingOf({ impact: impact(1_000, "JPY") });
    expect(weightOf(euro)).toBe(weightOf(yen));
  });
});

describe("mergeDuplicates", () => {
  test("keeps the heavier of two findings of the same event", () => {
    const one = findingOf({ id: "one", cell: { issuer_country: ["BR"] }, severity: "low" });
    const two = findingOf({
      id: "two",
      agent: "decline",
      cell: { issuer_country: ["BR"] },
      severity: "high",
    });
    expect(ids(mergeDuplicates([one, two]))).toEqual(["two"]);
  });

  test("keeps what happened in different cells apart", () => {
    const brazil = findingOf({ id: "brazil", cell: { issuer_country: ["BR"] } });
    const mexico = findingOf({ id: "mexico", cell: { issuer_country: ["MX"] } });
    expect(ids(mergeDuplicates([brazil, mexico]))).toEqual(["brazil", "mexico"]);
  });

  test("merges unspecific findings only when they say the same", () => {
    const empty = { kind: "other" as const, title: "No attempts in [[range]]" };
    const other = findingOf({
      ...empty,
      id: "third",
      title: "Approval was {{risk.f1}}",
      agent: "risk",
    });
    const all = [
      findingOf({ ...empty, id: "a" }),
      findingOf({ ...empty, id: "b", agent: "risk" }),
      other,
    ];
    expect(ids(mergeDuplicates(all))).toEqual(["a", "third"]);
  });
});

describe("orderFindings", () => {
  const small = findingOf({ id: "small", severity: "info" });
  const large = findingOf({
    id: "large",
    agent: "decline",
    severity: "critical",
    cell: { issuer_country: ["BR"] },
  });
  const byAgent = new Map([
    ["decline" as const, [large]],
    ["performance" as const, [small]],
  ]);

  test("begins with what answers the question, whatever weighs more", () => {
    const plan = planFor(["decline", "performance"], { intent: "approval_change" });
    expect(ids(orderFindings(plan, byAgent))).toEqual(["small", "large"]);
  });

  test("begins with the heaviest where priorities are asked for", () => {
    const plan = planFor(["decline", "performance"], { intent: "priorities" });
    expect(ids(orderFindings(plan, byAgent))).toEqual(["large", "small"]);
  });
});
