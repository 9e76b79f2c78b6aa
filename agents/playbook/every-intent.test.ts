import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { metric } from "../../lakehouse/dictionary/metric.ts";
import type { Lakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { type AttemptFact, completed, factsLakehouse, scopeOf } from "../../tools/facts.fixture.ts";
import { Receipt } from "../../tools/receipt.ts";
import type { Agent } from "../agent.ts";
import type { Figure } from "../figure.ts";
import { Finding } from "../finding.ts";
import { agents } from "../index.ts";
import { type Intent, intents } from "../intent.ts";
import {
  at,
  brazilDrop,
  type Ran,
  runAgent,
  scope,
  thisWeek,
  weekBefore,
  world,
} from "../planted.fixture.ts";
import { Proposal } from "../proposal.ts";

/** The Brazilian drop with every optional column filled, so that no check can excuse itself. */
const attempts: AttemptFact[] = world({
  ...brazilDrop,
  columns: (attempt, index) => ({
    issuer: `bank-${index % 7}`,
    card_token: `card-${index % 900}`,
    merchant_id: index % 3 === 0 ? "m-1" : "m-2",
    amount_bucket: index % 2 === 0 ? "small" : "large",
    payment_solution: index % 5 === 0 ? "network_token" : "standard",
    is_cross_border: index % 4 === 0 ? "true" : "false",
    currency: index % 10 === 0 ? "EUR" : "USD",
    processing_time_ms: 200 + ((index * 37) % 900),
    fraud_score: ((index * 13) % 100) / 100,
    uses_3ds: index % 3 === 0,
    three_ds_result:
      index % 3 === 0 ? (index % 2 === 0 ? "frictionless" : "challenged") : "not_requested",
    is_disputed: index % 97 === 0,
    is_fraud_disputed: index % 194 === 0,
    fee_usd: 0.1,
    ...(attempt.decline_reason === "DO_NOT_HONOR" ? { network_category: 4 } : {}),
  }),
});

const worlds = { rich: attempts, plain: world(brazilDrop) };
const lakes = new Map<string, Lakehouse>();
beforeAll(async () => {
  for (const [name, rows] of Object.entries(worlds)) lakes.set(name, await factsLakehouse(rows));
});
afterAll(() => {
  for (const lake of lakes.values()) lake.close();
});

const lakeOf = (name: string) => {
  const lake = lakes.get(name);
  if (lake === undefined) throw new Error(`no world ${name}`);
  return lake.warehouse;
};

/** A run is deterministic, so that the checks below can share one. */
const runs = new Map<string, Promise<Ran>>();
const runOnce = (name: string, agent: Agent, intent: Intent): Promise<Ran> => {
  const key = `${name} ${agent.name} ${intent}`;
  const run = runs.get(key) ?? runAgent(agent, lakeOf(name), { intent });
  runs.set(key, run);
  return run;
};

const slots = (text: string) => [...text.matchAll(/\{\{([^}]+)\}\}/g)].map((match) => match[1]);

/** What is left of a text without slots, quoted values, placeholders and the name of 3-D Secure. */
const ownWords = (text: string) =>
  text.replace(/\{\{[^}]+\}\}|`[^`]*`|\[\[(range|compare|onset|as_of)\]\]|3DS|3-D Secure/g, "");

const textsOf = (finding: Finding) => [
  finding.title,
  finding.text,
  ...finding.caveats,
  ...(finding.table?.rows.flat() ?? []),
];

/** Every intent where everything can be answered; where data are missing, what runs on schedule. */
const cases = agents.flatMap((agent) => [
  ...intents.map((intent) => ({ name: "rich", agent, intent })),
  { name: "plain", agent, intent: agent.defaultIntent },
]);

describe("a playbook", () => {
  test.each(cases)(
    "answers $intent as $agent.name in the $name world with figures that have receipts, and no number of its own",
    async ({ name, agent, intent }) => {
      const { report, receipts } = await runOnce(name, agent, intent);
      const receiptIds = new Set(receipts.map((receipt) => Receipt.parse(receipt).id));
      expect(report.findings.length).toBeGreaterThan(0);
      for (const finding of report.findings) {
        Finding.parse(finding);
        const ids = new Set(finding.figures.map((figure) => figure.id));
        expect(new Set(textsOf(finding).flatMap(slots))).toEqual(ids);
        for (const figure of finding.figures) {
          expect(receiptIds).toContain(figure.receiptId);
          expect(metric(figure.metric)?.id).toBe(figure.metric);
        }
        for (const text of textsOf(finding)) {
          expect(ownWords(text)).not.toMatch(/\d/);
          expect(text).not.toMatch(/undefined|NaN|null|Infinity/);
        }
        for (const row of finding.table?.rows ?? [])
          expect(row).toHaveLength(finding.table?.columns.length ?? 0);
      }
      for (const proposal of report.proposals) {
        Proposal.parse(proposal);
        for (const evidence of proposal.evidence) expect(receiptIds).toContain(evidence);
      }
      const all = report.findings.flatMap((finding) => finding.figures.map((figure) => figure.id));
      expect(new Set(all).size).toBe(all.length);
    },
  );
});

/** Every figure that is a plain cell of gold, recomputed from the planted rows. */
describe("figures that are cells of gold", () => {
  const rows = completed(attempts).filter((row) => row.is_counted);
  const matches = (row: AttemptFact, figure: Figure, ignoring: readonly string[]) =>
    row.event_timestamp >= figure.range.from &&
    row.event_timestamp < figure.range.to &&
    Object.entries(figure.filters).every(
      ([dimension, values]) =>
        ignoring.includes(dimension) ||
        values.includes(String(row[dimension as keyof AttemptFact] ?? "(not given)")),
    );
  const outcome = ["decline_reason", "decline_class"];
  const ratesOf: Record<
    string,
    (figure: Figure) => [AttemptFact[], (row: AttemptFact) => boolean]
  > = {
    approval_rate: (f) => [rows.filter((r) => matches(r, f, outcome)), (r) => r.is_approved],
    first_attempt_approval_rate: (f) => [
      rows.filter((r) => r.is_first_attempt && matches(r, f, outcome)),
      (r) => r.is_approved,
    ],
    decline_rate: (f) => [
      rows.filter((r) => matches(r, f, outcome)),
      (r) => !r.is_approved && matches(r, f, []),
    ],
    decline_share: (f) => [
      rows.filter((r) => !r.is_approved && matches(r, f, outcome)),
      (r) => matches(r, f, []),
    ],
  };

  test("equal an independent recomputation", async () => {
    let compared = 0;
    for (const agent of agents) {
      for (const intent of intents) {
        const { report } = await runOnce("rich", agent, intent);
        for (const figure of report.findings.flatMap((finding) => finding.figures)) {
          const recompute = ratesOf[figure.metric];
          if (recompute === undefined || figure.unit !== "rate") continue;
          if (figure.numerator === undefined || figure.derivation !== undefined) continue;
          const [population, isCounted] = recompute(figure);
          expect({
            ...figure,
            numerator: population.filter(isCounted).length,
            denominator: population.length,
          }).toEqual(figure);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });
});

describe("every agent", () => {
  const empty = scopeOf([at(20), at(21)], [at(13), at(14)]);

  test.each(agents)(
    "$name says that a range is empty instead of inventing numbers",
    async (agent) => {
      const { report } = await runAgent(agent, lakeOf("plain"), { scope: empty });
      expect(report.findings).toHaveLength(1);
      expect(report.findings[0]).toMatchObject({ kind: "other", severity: "info" });
      expect(report.findings[0]?.title).toBe("There are no attempts in [[range]]");
      expect(report.findings[0]?.figures[0]?.value).toBe(worlds.plain.length);
      expect(report.proposals).toEqual([]);
    },
  );

  test.each(agents)("$name answers without a comparison", async (agent) => {
    const { report } = await runAgent(agent, lakeOf("rich"), {
      scope: { ...scope, compare: null },
    });
    expect(report.findings.length).toBeGreaterThan(0);
    const texts = report.findings.flatMap((finding) => [finding.title, finding.text]);
    for (const text of texts) expect(text).not.toContain("[[compare]]");
  });

  test.each(agents)("$name says the same of the same data", async (agent) => {
    const first = await runAgent(agent, lakeOf("rich"), {});
    const again = await runAgent(agent, lakeOf("rich"), {});
    expect(again.report).toEqual(first.report);
  });

  test.each(agents)("$name survives two ranges that overlap", async (agent) => {
    const overlapping = scopeOf(thisWeek, [weekBefore[0], at(12)]);
    const { report } = await runAgent(agent, lakeOf("rich"), { scope: overlapping });
    expect(report.findings.length).toBeGreaterThan(0);
  });

  test.each(agents)("$name has a schedule, two tools and one sentence", (agent) => {
    expect(agent.schedule).toMatch(/^\d+ \S+ \S+ \S+ \S+$/);
    expect(new Set(agent.tools.map((tool) => tool.name)).size).toBe(agent.tools.length);
    expect(agent.tools.length).toBeGreaterThanOrEqual(2);
    expect(agent.handles).toMatch(/\.$/);
  });
});
