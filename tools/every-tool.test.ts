import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { type AttemptFact, factsLakehouse, scopeOf } from "./facts.fixture.ts";
import type { GoldTool } from "./gold-tool.ts";

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 9, day, hour)).toISOString();
const within = {};
const by = ["processor", "issuer_country"];

/** An input for every tool; a tool that is missing here fails the completeness test below. */
const inputs: Readonly<Record<string, unknown>> = {
  "approval-breakdown": { by, within },
  "approval-hourly": { within, since: at(1) },
  "approval-movers": { by, within },
  "authentication-funnel": { by, within },
  "card-testing": { within, minimum: 2 },
  "data-coverage": { within },
  "data-health": {},
  "data-quality": {},
  "data-span": {},
  "decline-cells": { by, within, reason: "DO_NOT_HONOR" },
  "decline-reasons": { within },
  "dispute-arrivals": {},
  "dispute-cohorts": {},
  "feed-hours": {},
  "fraud-scores": { within },
  "latency-bands": { within },
  "payment-breakdown": { by, within },
  "payments-behind": { within, outcome: "declined", rows: 5 },
  "retry-caps": { within },
  "retry-chances": { within },
  "retry-never": { within },
  "retry-recovery": { within },
  "retry-timing": { within },
  "route-comparison": { by, within },
  "route-exploration": { by, within, from: "stripe", to: "adyen", clip: 200 },
  "route-latency": { by, within },
};

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".sql"))
  .map((file) => file.slice(0, -".sql".length));

const load = async (name: string) => {
  const module: object = await import(
    /* @vite-ignore */ new URL(`./${name}.ts`, import.meta.url).href
  );
  const tool = Object.values(module).find((value) => value?.name === name);
  return tool as GoldTool<unknown, unknown>;
};

const attempts: AttemptFact[] = Array.from({ length: 480 }, (_, index) => ({
  transaction_id: `t-${index}`,
  payment_id: `p-${Math.floor(index / 2)}`,
  event_timestamp: new Date(Date.UTC(2026, 9, 1, 0, 45 * index)).toISOString(),
  is_approved: index % 2 === 1 && index % 3 !== 0,
  decline_reason: index % 2 === 1 && index % 3 !== 0 ? null : "DO_NOT_HONOR",
  decline_class: "soft",
  issuer_country: index % 9 === 0 ? null : "BR",
  card_network: "visa",
  card_token: `c-${index % 10}`,
  processing_time_ms: index,
  fraud_score: (index % 100) / 100,
  uses_3ds: index % 5 === 0,
}));

const quarantined = {
  check_name: "quarantine",
  source: "stripe",
  subject: "bad_amount",
  status: "watch",
  part: 3,
  whole: 483,
  value: 0.62,
  expected: 0,
  unit: "percent",
  since: at(20),
} as const;

let full: Lakehouse;
let empty: Lakehouse;
beforeAll(async () => {
  [full, empty] = await Promise.all([factsLakehouse(attempts, [quarantined]), factsLakehouse([])]);
});
afterAll(() => {
  full.close();
  empty.close();
});

const signal = new AbortController().signal;
const scopes = {
  "one range": scopeOf([at(8), at(15)], null),
  "two ranges": scopeOf([at(8), at(15)], [at(1), at(8)]),
  "overlapping ranges": scopeOf([at(8), at(15)], [at(5), at(12)]),
  "a filter on traffic and on outcome": scopeOf([at(8), at(15)], [at(1), at(8)], {
    issuer_country: ["BR"],
    decline_reason: ["DO_NOT_HONOR"],
  }),
};

describe.each(names)("%s", (name) => {
  test.each(Object.entries(scopes))("answers for %s", async (_, scope) => {
    const tool = await load(name);
    const { receipt } = await tool.run(inputs[name], {
      warehouse: full.warehouse,
      scope,
      signal,
    });
    expect(receipt.rowCount).toBeGreaterThan(0);
    expect(receipt.sql).not.toContain("{{");
  });

  test("answers an empty lakehouse without an error", async () => {
    const tool = await load(name);
    const { receipt } = await tool.run(inputs[name], {
      warehouse: empty.warehouse,
      scope: scopes["two ranges"],
      signal,
    });
    expect(receipt.rowCount).toBeLessThanOrEqual(1);
  });

  test("describes itself, shows its input as a schema, and says what one row of its statement means", async () => {
    const tool = await load(name);
    expect(tool.description.length).toBeGreaterThan(40);
    expect(z.toJSONSchema(tool.input)).toMatchObject({ type: "object" });
    const { receipt } = await tool.run(inputs[name], {
      warehouse: empty.warehouse,
      scope: scopes["one range"],
      signal,
    });
    expect(receipt.sql).toMatch(/^-- One row/);
  });
});

test("every statement has a tool and an input to try it with", () => {
  expect(Object.keys(inputs).toSorted()).toEqual(names.toSorted());
});
