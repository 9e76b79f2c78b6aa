import { describe, expect, test } from "vitest";
import { proposalOf } from "../scripted-run.ts";
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
    expect(conflicts).toEqual(["retry.delay_hours"]);
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
});
