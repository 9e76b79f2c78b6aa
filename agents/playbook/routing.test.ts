import { describe, expect, test } from "vitest";
import { type AttemptFact, completed, factsLakehouse } from "../../tools/facts.fixture.ts";
import { runAgent, type Twist, thisWeek, weekBefore, world } from "../planted.fixture.ts";
import { routing } from "../routing.ts";

const run = async (
  rows: readonly AttemptFact[],
  intent: "route_choice" | "route_what_if" | "latency",
) => {
  const lake = await factsLakehouse(rows);
  const ran = await runAgent(routing, lake.warehouse, { intent });
  lake.close();
  return ran.report;
};

const equalRoutes: Twist = {
  shift: (attempt) => (attempt.processor === "south" ? 0.05 : 0),
};
/** North has to be clearly better like for like while south keeps the easy traffic. */
const northBetter: Twist = {
  shift: (attempt) => (attempt.processor === "south" ? -0.03 : 0),
};

describe("routing", () => {
  test("finds the processor that is better like for like although its raw rate is worse", async () => {
    const rows = world(northBetter);
    const firsts = completed(rows).filter(
      (row) =>
        row.is_first_attempt &&
        row.event_timestamp >= thisWeek[0] &&
        row.event_timestamp < thisWeek[1],
    );
    const raw = (processor: string) => {
      const own = firsts.filter((row) => row.processor === processor);
      return own.filter((row) => row.is_approved).length / own.length;
    };
    expect(raw("south")).toBeGreaterThan(raw("north"));

    const [first] = (await run(rows, "route_choice")).findings;
    expect(first?.kind).toBe("route_inversion");
    expect(first?.cell).toEqual({ processor: ["north"] });
    const gap = first?.figures.find(
      (figure) => figure.unit === "pp" && figure.interval !== undefined,
    );
    expect(gap?.interval?.[0]).toBeGreaterThan(0);
    // Planted: eight points.
    expect(gap?.interval?.[0]).toBeLessThan(8);
    expect(gap?.interval?.[1]).toBeGreaterThan(8);
  });

  test("the standardised rate is the mean of the strata's rates, weighed by all traffic", async () => {
    const rows = world(northBetter);
    const firsts = completed(rows).filter(
      (row) =>
        row.is_first_attempt &&
        row.event_timestamp >= thisWeek[0] &&
        row.event_timestamp < thisWeek[1],
    );
    const strata = Map.groupBy(
      firsts,
      (row) => `${row.issuer_country} ${row.funding_type} ${row.card_network}`,
    );
    const north = [...strata.values()].reduce((sum, own) => {
      const routed = own.filter((row) => row.processor === "north");
      return (
        sum +
        (own.length / firsts.length) *
          (routed.filter((row) => row.is_approved).length / routed.length)
      );
    }, 0);
    const [first] = (await run(rows, "route_choice")).findings;
    const rate = first?.figures.find(
      (figure) =>
        figure.unit === "rate" &&
        figure.filters.processor?.[0] === "north" &&
        figure.derivation?.startsWith("standardised"),
    );
    expect(rate?.value).toBeCloseTo(north, 9);
  });

  test("answers that there is no significant difference when there is none, and proposes nothing", async () => {
    const report = await run(world(equalRoutes), "route_choice");
    expect(report.findings[0]?.title).toContain("no significant difference");
    expect(report.proposals).toEqual([]);
  });

  test("proposes a first step towards the better processor, with its evidence", async () => {
    // Most of the traffic now goes through south, so that there is something to move.
    const rows = world(northBetter).filter(
      (row, index) => row.processor === "south" || index % 3 === 0,
    );
    const report = await run(rows, "route_choice");
    expect(report.proposals).toHaveLength(1);
    expect(report.proposals[0]).toMatchObject({
      kind: "route_shift",
      target: "route.processor.south->north",
    });
    expect(report.proposals[0]?.impact?.low).toBeGreaterThan(0);
  });

  test("recommends the better processor for the segment where another one is first, and only there", async () => {
    // South is first in the US: most of what north would carry there is left out.
    const choiceOf = async (twist: Twist) => {
      const rows = world(twist).filter(
        (row, index) => row.processor === "south" || row.issuer_country !== "US" || index % 3 === 0,
      );
      const { findings } = await run(rows, "route_choice");
      return findings.find(({ title }) => /worth .*more than|No issuer country/.test(title));
    };
    const better = await choiceOf({
      shift: (attempt) => (attempt.processor === "north" ? 0.04 : 0),
    });
    expect(better?.cell).toEqual({ issuer_country: ["US"], processor: ["north"] });
    expect((await choiceOf(equalRoutes))?.cell).toEqual({});
  });

  test("refuses a what-if where the routes carry different traffic", async () => {
    const rows = world().map((row) => ({
      ...row,
      processor: row.issuer_country === "US" ? "south" : "north",
    }));
    const report = await run(rows, "route_what_if");
    expect(report.findings[0]?.title).toContain("Not estimable");
    expect(report.findings[0]?.impact).toBeNull();
    expect(report.proposals).toEqual([]);
  });

  test("has nothing to compare with one processor", async () => {
    const rows = world({ columns: () => ({ processor: "stripe" }) });
    const report = await run(rows, "route_choice");
    expect(report.findings[0]?.title).toContain("nothing to compare");
    expect(report.missing).toContain(
      "the data have no second processor with enough attempts to compare with",
    );
  });

  test("says that an export has no processing times", async () => {
    expect((await run(world(), "latency")).missing).toContain(
      "this export has no processing times",
    );
  });
});

describe("a move valued from logged exploration", () => {
  /** The usual world as two merchants log it: each sends nine in ten to its own processor, the rest by chance. */
  const explored = (better: number): AttemptFact[] =>
    Array.from({ length: 14 * 24 * 60 }, (_, index): AttemptFact => {
      const merchant = index % 2 === 0 ? "m-south" : "m-north";
      const first = index % 2 === 0 ? "south" : "north";
      const other = index % 2 === 0 ? "north" : "south";
      const isExplored = index % 20 < 2;
      const processor = isExplored ? other : first;
      const usual = merchant === "m-south" ? 0.7 : 0.9;
      const approval = usual + (processor === "north" ? better : 0);
      return {
        transaction_id: `x-${index}`,
        event_timestamp: new Date(
          Date.parse(weekBefore[0]) + Math.floor(index / 2) * 120_000,
        ).toISOString(),
        // Every hundredth place of a fixed walk through 0 to 1: no luck that is not planned.
        is_approved: (Math.floor(index / 20) * 0.618034 + (index % 20) * 0.05) % 1 < approval,
        merchant_id: merchant,
        processor,
        entry_mode: "ecom",
        route_policy: "static",
        route_propensity: isExplored ? 0.1 : 0.9,
        issuer_country: "BR",
        funding_type: "debit",
      };
    });
  const ask = async (rows: readonly AttemptFact[], share: number) => {
    const lake = await factsLakehouse(rows);
    const ran = await runAgent(routing, lake.warehouse, {
      intent: "route_what_if",
      move: { share, from: "south", to: "north" },
    });
    lake.close();
    return ran.report;
  };

  test("finds the planted gain, holds it in its interval and values the share that was asked for", async () => {
    const rows = explored(0.1);
    const [first] = (await ask(rows, 0.2)).findings;
    const gap = first?.figures.find((figure) => figure.unit === "pp" && figure.interval);
    expect(gap?.interval?.[0]).toBeLessThan(10);
    expect(gap?.interval?.[1]).toBeGreaterThan(10);
    expect(first?.kind).toBe("opportunity");
    const [half] = (await ask(rows, 0.4)).findings;
    expect((half?.impact?.mid ?? 0) / (first?.impact?.mid ?? 1)).toBeCloseTo(2, 4);
  });

  test("says that there is no significant difference where none was planted", async () => {
    const report = await ask(explored(0), 0.2);
    expect(report.findings[0]?.title).toContain("no significant difference");
    expect(report.proposals).toEqual([]);
  });

  test("refuses where nothing was left to chance, with the reason", async () => {
    const rows = explored(0.1).map((row) => ({ ...row, route_propensity: 1 }));
    const report = await ask(rows, 0.2);
    expect(report.findings[0]?.title).toContain("never left it to chance");
    expect(report.findings[0]?.impact).toBeNull();
  });
});
