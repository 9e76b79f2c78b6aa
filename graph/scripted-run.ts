import { z } from "zod";
import type { Agent, Report } from "../agents/agent.ts";
import { type SpecialistName, specialistNames } from "../agents/agent-name.ts";
import type { Figure } from "../agents/figure.ts";
import type { Finding } from "../agents/finding.ts";
import type { Proposal } from "../agents/proposal.ts";
import type { Warehouse } from "../lakehouse/warehouse.ts";
import type { GoldTool } from "../tools/gold-tool.ts";
import type { AskEvent } from "./ask-event.ts";
import type { AskResult } from "./ask-result.ts";
import type { Catalogue } from "./catalogue.ts";
import type { CreateAsk } from "./create-ask.ts";
import type { Plan } from "./plan.ts";

/** Test doubles for runs of the graph: data, tools and agents that say what a test tells them to. */
export const scope: Plan["scope"] = {
  range: { from: "2026-11-21T00:00:00Z", to: "2026-11-22T00:00:00Z", label: "yesterday" },
  compare: {
    from: "2026-11-14T00:00:00Z",
    to: "2026-11-15T00:00:00Z",
    label: "the same day last week",
  },
  filters: {},
  timezone: "UTC",
  asOf: "2026-11-22T09:30:00Z",
};

export const catalogue: Catalogue = {
  asOf: scope.asOf,
  firstEvent: "2026-09-01T00:00:00Z",
  values: {
    issuer_country: ["BR", "MX", "US"],
    processor: ["adyen", "stripe"],
    card_network: ["visa", "mastercard"],
    funding_type: ["credit", "debit"],
    card_bin: ["411111", "550000"],
    decline_reason: ["INSUFFICIENT_FUNDS", "DO_NOT_HONOR"],
  },
  isSample: false,
};

export const planFor = (agents: readonly SpecialistName[], over: Partial<Plan> = {}): Plan => ({
  outcome: "answer",
  agents: [...agents],
  intent: "approval_change",
  scope,
  by: [],
  metric: null,
  message: null,
  options: [],
  assumptions: [],
  ...over,
});

export const warehouse: Warehouse = {
  engine: "canned",
  identity: "test",
  query: async () => [],
};

/** A tool that answers at once with one row, or throws what it is told to. */
export const scriptedTool = (name: string, fails?: Error): GoldTool<object, number> => ({
  name,
  description: `the ${name} of a test`,
  input: z.object({}),
  async run(_input, { scope: asked }) {
    if (fails !== undefined) throw fails;
    return {
      result: 1,
      receipt: {
        id: receiptIdOf(name),
        tool: name,
        sql: "SELECT 1",
        params: {},
        scope: asked,
        rowCount: 1,
        asOf: asked.asOf,
        durationMs: 1,
        resultHash: "h",
        engine: "canned",
        identity: "test",
      },
    };
  },
});

/** Twelve hex digits out of a tool's name. */
export const receiptIdOf = (tool: string): string =>
  `r-${Buffer.from(tool.padEnd(6, ".")).toString("hex").slice(0, 12)}`;

export const figureOf = (id: string, over: Partial<Figure> = {}): Figure => ({
  id,
  metric: "approval_rate",
  value: 0.8541,
  unit: "rate",
  numerator: 35_196,
  denominator: 41_208,
  range: scope.range,
  filters: {},
  receiptId: receiptIdOf("tool"),
  ...over,
});

export const findingOf = (over: Partial<Finding> = {}): Finding => ({
  id: "f-1",
  agent: "performance",
  kind: "approval_drop",
  title: "Approval per attempt was {{performance.f1}}",
  text: "It was {{performance.f1}} in [[range]].",
  figures: [figureOf("performance.f1")],
  scope,
  cell: {},
  onset: null,
  end: null,
  severity: "medium",
  impact: null,
  confidence: 0.9,
  causes: [],
  caveats: [],
  table: null,
  ...over,
});

export const proposalOf = (over: Partial<Proposal> = {}): Proposal => ({
  id: "p-1",
  agent: "retry",
  kind: "retry_rule",
  title: "Retry `INSUFFICIENT_FUNDS` later",
  target: "retry.delay_hours",
  diff: { old: 24, new: 48 },
  scope,
  impact: null,
  evidence: [receiptIdOf("tool")],
  guardrails: [],
  reversible: true,
  expiresAt: null,
  dedupKey: "retry",
  state: "new",
  ...over,
});

export const reportOf = (over: Partial<Report> = {}): Report => ({
  findings: [],
  proposals: [],
  missing: [],
  ...over,
});

/** A specialist with one tool that it calls once before it reports. */
export const scriptedAgent = (
  name: SpecialistName,
  report: Report = reportOf(),
  tool = scriptedTool("tool"),
): Agent => ({
  name,
  handles: `the ${name} of a test`,
  tools: [tool],
  schedule: "0 0 * * *",
  defaultIntent: "overview",
  looks: [],
  async playbook(_task, bench) {
    await bench.call(tool, {});
    return report;
  },
});

export const scriptedAgents = (over: readonly Agent[] = []): Agent[] =>
  specialistNames.map((name) => over.find((agent) => agent.name === name) ?? scriptedAgent(name));

/** Dependencies of an Ask over these agents that follows this plan. */
export const scriptedDependencies = (
  agents: readonly Agent[],
  plan: Plan,
  over: Partial<CreateAsk> = {},
): CreateAsk => ({
  warehouse: async () => warehouse,
  loadCatalogue: async () => catalogue,
  readQuestion: () => plan,
  agents,
  clock: () => 0,
  newRunId: () => "run-1",
  onBug: (error) => {
    throw error;
  },
  ...over,
});

export const collect = async (events: AsyncIterable<AskEvent>): Promise<AskEvent[]> => {
  const all: AskEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
};

/** The result that a finished run ends with. */
export const resultOf = (events: readonly AskEvent[]): AskResult => {
  const last = events.at(-1);
  if (last?.type !== "run.finished") throw new Error("the run did not finish");
  return last.result;
};
