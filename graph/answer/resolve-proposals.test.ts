import { describe, expect, test } from "vitest";
import { figureOf, findingOf, proposalOf } from "../scripted-run.ts";
import { resolveProposals } from "./resolve-proposals.ts";

const worth = (mid: number) => ({
  low: mid,
  mid,
  high: mid,
  unit: "EUR",
  per: "week" as const,
  basis: "x",
});

describe("resolveProposals", () => {
  test("keeps one of what two agents propose alike", () => {
    const { kept, conflicts } = resolveProposals([
      proposalOf({ id: "a", agent: "retry" }),
      proposalOf({ id: "b", agent: "decline" }),
    ]);
    expect(kept.map(({ id }) => id)).toEqual(["a"]);
    expect(conflicts).toEqual([]);
  });

  test("keeps the more valuable of two opposite changes and names the conflict", () => {
    const { kept, conflicts } = resolveProposals([
      proposalOf({ id: "up", dedupKey: "up", diff: { old: 1, new: 2 }, impact: worth(100) }),
      proposalOf({ id: "down", dedupKey: "down", diff: { old: 1, new: 0 }, impact: worth(900) }),
    ]);
    expect(kept.map(({ id }) => id)).toEqual(["down"]);
    expect(conflicts).toEqual([
      "Two agents propose different changes of `retry.delay_hours`: the more valuable one is shown.",
    ]);
  });

  test("lets the same target change differently in different segments", () => {
    const brazil = proposalOf({ id: "br", dedupKey: "br", diff: { old: 1, new: 2 } });
    const mexico = proposalOf({
      id: "mx",
      dedupKey: "mx",
      scope: { ...brazil.scope, filters: { issuer_country: ["MX"] } },
    });
    expect(resolveProposals([brazil, mexico]).kept).toHaveLength(2);
  });

  test("follows a network rule that forbids what is worth more", () => {
    const more = proposalOf({
      id: "more",
      dedupKey: "m",
      impact: worth(9_000),
      diff: { old: 1, new: { rule: "delayed" } },
    });
    const stop = proposalOf({
      id: "stop",
      dedupKey: "s",
      diff: { old: 1, new: { rule: "never" } },
    });
    const { kept, conflicts } = resolveProposals([more, stop]);
    expect(kept.map(({ id }) => id)).toEqual(["stop"]);
    expect(conflicts.join()).toContain("a network rule forbids it");
  });

  const shift = proposalOf({
    id: "shift",
    agent: "routing",
    kind: "route_shift",
    target: "route.processor.A->B",
    diff: { old: { A: 60, B: 40 }, new: { A: 54, B: 46 } },
    impact: worth(9_000),
  });
  const leak = (severity: "critical" | "medium" | "info", processor: string) =>
    findingOf({ agent: "risk", kind: "card_testing", severity, cell: { processor: [processor] } });

  test("moves no traffic to a route that the risk agent sees leak, and says so", () => {
    const { kept, conflicts } = resolveProposals([shift], [leak("critical", "B")]);
    expect(kept).toEqual([]);
    expect(conflicts.join()).toContain("the risk agent sees card testing there");
    expect(resolveProposals([shift], [leak("critical", "A")]).kept).toEqual([shift]);
    expect(resolveProposals([shift], [leak("info", "B")]).kept).toEqual([shift]);
  });

  test("moves traffic with care where the risk agent sees a little", () => {
    const [kept] = resolveProposals([shift], [leak("medium", "B")]).kept;
    expect(kept?.guardrails.join()).toContain("move only while they do not rise");
  });

  test("ranks by money times how sure the evidence is", () => {
    const sure = (receiptId: string, confidence: number) =>
      findingOf({ confidence, figures: [figureOf("retry.f1", { receiptId })] });
    const bold = proposalOf({
      id: "bold",
      dedupKey: "b",
      target: "b",
      impact: worth(1_000),
      evidence: ["r-1"],
    });
    const safe = proposalOf({
      id: "safe",
      dedupKey: "s",
      target: "s",
      impact: worth(600),
      evidence: ["r-2"],
    });
    const { kept } = resolveProposals([bold, safe], [sure("r-1", 0.3), sure("r-2", 0.9)]);
    expect(kept.map(({ id }) => id)).toEqual(["safe", "bold"]);
  });
});
