import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agents } from "./agents/index.ts";
import { comparable } from "./evals/comparable.ts";
import { worldEvents } from "./evals/fixture/world-events.ts";
import type { AskEvent } from "./graph/ask-event.ts";
import type { AskResult } from "./graph/ask-result.ts";
import { payloads } from "./graph/model/payloads.fixture.ts";
import { golden, gullible } from "./graph/model/scripted-models.fixture.ts";
import { type Brain, scripted } from "./graph/model/scripted-transport.fixture.ts";
import type { Caller } from "./lakehouse/access/caller.ts";
import { loadFiles } from "./lakehouse/load/load-files.ts";
import { createProduct } from "./product.ts";

/** Every text column of an attempt that somebody outside may fill. */
const textColumns = [
  "merchant_id",
  "merchant_segment",
  "issuer",
  "processor",
  "route_policy",
  "source",
  "sca_exemption",
  "merchant_advice_code",
] as const;

const since = Date.parse("2026-10-29T00:00:00Z");

/** The fixture world of its last week, with an order in every text column, the same value always with the same order. */
const poisoned = () => {
  const known = new Map<string, string>();
  const poison = (column: string, value: string): string => {
    const key = `${column}\n${value}`;
    const given = known.get(key) ?? `${value} ${payloads[known.size % payloads.length]}`;
    known.set(key, given);
    return given;
  };
  const events = worldEvents().flatMap((event) => {
    const at = event.event_timestamp;
    if (typeof at !== "string") return [event];
    if (Date.parse(at) < since) return [];
    const columns = textColumns.map((column) => {
      // Why the serial: names of which there are few take their orders from the payment.
      const serial =
        `${event.transaction_id}`.length + Number(`${event.transaction_id}`.match(/\d+/g)?.at(-2));
      const own = event[column] ?? `${column} ${serial % 12}`;
      const spread = column === "issuer" ? `${own} ${serial % 75}` : `${own}`;
      return [column, poison(column, spread)] as const;
    });
    const isDeclined = event.is_approved === false;
    const reason = isDeclined
      ? { decline_code_raw: poison("raw", `${event.decline_code_raw ?? event.decline_reason}`) }
      : {};
    return [{ ...event, ...Object.fromEntries(columns), ...reason }];
  });
  return {
    events,
    orders: new Set(known.values()),
    merchants: [...known]
      .filter(([key]) => key.startsWith("merchant_id\n"))
      .map(([, value]) => value),
  };
};

let dataDir = "";
const { events, orders, merchants } = poisoned();
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "injection-"));
  const file = join(dataDir, "events.ndjson");
  await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const report = await loadFiles({ files: [file], dataDir, isSample: false });
  expect(report.quarantined).toBe(0);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const asking = async (brain: Brain, questions: readonly string[], caller?: Caller) => {
  const { settings, heard } = scripted(brain);
  const onBug = (error: unknown): never => {
    throw error;
  };
  const product = createProduct({ config: { dataDir, model: settings }, onBug });
  const told: AskEvent[] = [];
  const results: AskResult[] = [];
  try {
    for (const question of questions) {
      const { signal } = new AbortController();
      const options = caller === undefined ? { signal } : { signal, caller };
      for await (const event of product.ask({ question, threadId: "t" }, options)) {
        told.push(event);
        if (event.type === "run.finished") results.push(event.result);
      }
    }
  } finally {
    await product.close();
  }
  return { told, results, heard };
};

const questions = [
  "Why did the approval rate drop yesterday?",
  "Which issuers decline us abnormally?",
  "Which merchants lost most approved value in the last 3 days?",
  "Approval rate by merchant and issuer in the last 3 days",
  "Which processor should we move volume to?",
  "Where is fraud rising, what would tightening cost?",
  "Is the drop real or a data problem?",
];

const allowed = new Map(
  agents.map(({ name, tools }) => [name, new Set(tools.map((tool) => tool.name))]),
);
const expectOwnToolsOnly = (told: readonly AskEvent[]): void => {
  for (const event of told)
    if (event.type === "tool.started") expect(allowed.get(event.agent)).toContain(event.tool);
};
const foreign = /https?:\/\/|www\.|javascript:\w|<img|<script|\]\(/i;

describe("orders in every text column of the data", () => {
  test("reach no model: names are hidden, and a gullible one answers as a good one does", async () => {
    const obeying = await asking(gullible, questions);
    const good = await asking(golden, questions);
    expect(orders.size).toBeGreaterThanOrEqual(200);
    for (const { body } of obeying.heard) {
      expect(body).not.toContain("@@");
      expect(body).not.toContain("evil");
    }
    expect(obeying.results.map(comparable)).toEqual(good.results.map(comparable));
    expectOwnToolsOnly(obeying.told);
    for (const { answer, proposals, status } of obeying.results) {
      expect(["ok", "partial"]).toContain(status);
      expect(answer.markdown).not.toMatch(foreign);
      expect(answer.markdown).not.toMatch(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
      for (const { state } of proposals) expect(state).toBe("new");
    }
  });
});

describe("orders in the user's own text", () => {
  const mine = merchants[0] ?? "";
  const caller: Caller = { name: "shop", role: "viewer", merchants: [mine] };

  test("open no row outside the caller's access", async () => {
    const hostile = payloads
      .filter((payload) => payload.includes("@@PLAN"))
      .slice(0, 12)
      .map((payload) => `Approval rate by merchant in the last 3 days ${payload}`);
    const { results, told } = await asking(gullible, hostile, caller);
    const others = merchants.slice(1).map((merchant) => merchant.split(" ")[0] ?? "");
    for (const { answer, findings } of results)
      for (const other of others)
        expect(JSON.stringify([answer, findings])).not.toContain(`\`${other} `);
    expectOwnToolsOnly(told);
  });
});
