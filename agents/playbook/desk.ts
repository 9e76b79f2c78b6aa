import { BudgetError } from "../../errors.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import { commonCurrency } from "../../tools/amounts.ts";
import { type ApprovalRow, approvalBreakdown } from "../../tools/approval-breakdown.ts";
import { dataSpan } from "../../tools/data-span.ts";
import type { GoldTool, ToolRun } from "../../tools/gold-tool.ts";
import type { Receipt } from "../../tools/receipt.ts";
import type { Agent, Report, Task, Workbench } from "../agent.ts";
import type { AgentName } from "../agent-name.ts";
import { type FigureSheet, figureSheet } from "../figure-sheet.ts";
import { type FindingDraft, findingOf } from "../finding-draft.ts";
import type { Proposal } from "../proposal.ts";

/** What a check has on its desk: the task, its tools, the totals of both periods. */
export interface Desk {
  readonly agent: AgentName;
  readonly task: Task;
  readonly scope: Scope;
  readonly sheet: FigureSheet;
  /** Totals of the range; it has at least one counted attempt. */
  readonly now: ApprovalRow;
  /** Totals of the comparison; null when none is asked for or it is empty. */
  readonly before: ApprovalRow | null;
  /** Of both totals. */
  readonly receipt: Receipt;
  /** The currency in which amounts of this scope are told. */
  readonly currency: string;
  /** Runs a tool once per input, however many checks ask. */
  call<Input, Result>(tool: GoldTool<Input, Result>, input: Input): Promise<ToolRun<Result>>;
}

/** What a check returns; what it does not say is empty. */
export interface CheckResult {
  readonly findings?: readonly FindingDraft[];
  readonly proposals?: readonly Proposal[];
  readonly missing?: readonly string[];
}
export type Check = (desk: Desk) => Promise<CheckResult>;

/** Tools that every playbook needs to open. */
export const openingTools = [approvalBreakdown, dataSpan] as const;

const total = { by: [], within: {} };

/**
 * A playbook of checks, chosen by the task. Checks run one after the other, so that figures are numbered alike every time.
 * Without a counted attempt in the range it says so, and what is loaded, instead.
 */
export const playbookOf =
  (agent: AgentName, checksFor: (task: Task) => readonly Check[]): Agent["playbook"] =>
  async (task, bench) => {
    const { scope } = task;
    const sheet = figureSheet(agent, scope);
    const call = once(bench);
    const { result: totals, receipt } = await call(approvalBreakdown, total);
    const now = totals.find((row) => row.period === "current");
    if (now === undefined) return emptyRange(agent, task, bench, sheet);

    const before = totals.find((row) => row.period === "comparison") ?? null;
    const currency = commonCurrency(totals);
    const desk: Desk = { agent, task, scope, sheet, now, before, receipt, currency, call };
    const results: CheckResult[] = [];
    for (const check of checksFor(task)) {
      try {
        results.push(await check(desk));
      } catch (error) {
        if (!(error instanceof BudgetError) || results.length === 0) throw error;
        // What was found until the budget ended is still true; that more was to come is said.
        results.push({ missing: [`${error.message} Not everything was looked at`] });
        break;
      }
    }
    const missing = [...new Set(results.flatMap((result) => result.missing ?? []))];
    const found = results.flatMap((result) => result.findings ?? []);
    const drafts = found.length === 0 && missing.length > 0 ? [unanswerable(desk, missing)] : found;
    return {
      findings: drafts.map((draft, index) =>
        findingOf(draft, { id: `${agent}-${index + 1}`, agent, scope, sheet }),
      ),
      proposals: results.flatMap((result) => result.proposals ?? []),
      missing,
    };
  };

/** An honest answer where the data lack everything that was asked for. */
const unanswerable = ({ sheet, now, receipt }: Desk, missing: readonly string[]): FindingDraft => ({
  kind: "data_quality",
  title: "The loaded data cannot answer this",
  text: `Among ${sheet.count("attempts", now.counted, { receipt })} attempts in [[range]] the following is missing: ${missing.join("; ")}.`,
  confidence: 1,
});

const emptyRange = async (
  agent: AgentName,
  { scope }: Task,
  bench: Workbench,
  sheet: FigureSheet,
): Promise<Report> => {
  const { result: span, receipt } = await bench.call(dataSpan, {});
  const loaded = sheet.count("attempts", span.attempts, {
    receipt,
    range: {
      from: span.first_event ?? scope.asOf,
      to: span.last_event ?? scope.asOf,
      label: "all loaded data",
    },
    derivation: "all attempts loaded up to the as-of, whatever the range",
  });
  const draft: FindingDraft = {
    kind: "other",
    title: "There are no attempts in [[range]]",
    text:
      span.attempts === 0
        ? "Nothing is loaded that fits this selection at any time up to [[as_of]]."
        : `The data hold ${loaded} attempts for this selection up to [[as_of]], none of them counted in [[range]].`,
    confidence: 1,
  };
  return {
    findings: [findingOf(draft, { id: `${agent}-1`, agent, scope, sheet })],
    proposals: [],
    missing: [],
  };
};

const once = (bench: Workbench): Desk["call"] => {
  const known = new Map<string, Promise<ToolRun<unknown>>>();
  return async <Input, Result>(tool: GoldTool<Input, Result>, input: Input) => {
    const key = `${tool.name} ${JSON.stringify(input)}`;
    const run = known.get(key) ?? bench.call(tool, input);
    known.set(key, run);
    // The key names the tool, and a tool has one result type.
    return (await run) as ToolRun<Result>;
  };
};
