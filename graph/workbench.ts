import type { Agent, Workbench } from "../agents/agent.ts";
import type { Scope } from "../lakehouse/scope.ts";
import type { GoldTool, ToolRun } from "../tools/gold-tool.ts";
import type { Receipt } from "../tools/receipt.ts";
import { failureOf } from "./failure.ts";
import type { Meter } from "./meter.ts";
import type { RunContext } from "./run-context.ts";

export interface Workshop {
  /** A workbench over one scope; all of them share budget and receipts. */
  bench(scope: Scope, signal: AbortSignal): Workbench;
  /** In the order in which the tools were called, each once. */
  receipts(): Receipt[];
}

/**
 * Where one specialist works in one run. It runs only the agent's own tools, within its budget, tells every call, and keeps
 * the receipts. Calls throw BudgetError when the budget is spent, and what the tool throws.
 */
export const createWorkshop = (agent: Agent, run: RunContext, meter: Meter): Workshop => {
  const kept = new Map<number, Receipt>();
  let calls = 0;

  const call = async <Input, Result>(
    tool: GoldTool<Input, Result>,
    input: Input,
    scope: Scope,
    signal: AbortSignal,
  ): Promise<ToolRun<Result>> => {
    if (!agent.tools.includes(tool))
      throw new Error(`${agent.name} called ${tool.name}, which is none of its tools`);
    signal.throwIfAborted();
    meter.require("rows");
    meter.spend("toolCalls");
    calls += 1;
    const number = calls;
    const about = { callId: `${agent.name}.${number}`, agent: agent.name, tool: tool.name };
    await run.tell({ type: "tool.started", ...about, input });
    const started = run.clock();
    try {
      const done = await tool.run(input, { warehouse: run.warehouse, scope, signal });
      kept.set(number, done.receipt);
      const ms = run.clock() - started;
      const { id: receiptId, rowCount: rows } = done.receipt;
      meter.used("rows", rows);
      await run.tell({
        type: "tool.finished",
        ...about,
        ms,
        rows,
        status: "ok",
        receiptId,
        error: null,
      });
      await run.tell({ type: "receipt", receipt: done.receipt });
      return done;
    } catch (error) {
      await run.tell({
        type: "tool.finished",
        ...about,
        ms: run.clock() - started,
        rows: 0,
        status: "failed",
        receiptId: null,
        error: failureOf(error)?.message ?? "internal error",
      });
      throw error;
    }
  };

  return {
    bench: (scope, signal) => ({
      call: (tool, input) => call(tool, input, scope, signal),
      signal,
    }),
    receipts: () => {
      const inOrder = [...kept].sort(([a], [b]) => a - b).map(([, receipt]) => receipt);
      return [...new Map(inOrder.map((receipt) => [receipt.id, receipt])).values()];
    },
  };
};
