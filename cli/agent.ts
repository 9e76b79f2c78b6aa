import { AgentName, agentNames } from "../agents/agent-name.ts";
import { UsageError } from "../errors.ts";
import { defineCommand } from "./command.ts";
import { failedResult } from "./failed-result.ts";
import { nearest } from "./nearest.ts";
import { printRun } from "./print-run.ts";
import { dataOption, jsonOption, withData } from "./shared-options.ts";

export const agent = defineCommand({
  name: "agent",
  summary: "Run one agent over its default scope",
  operands: "NAME",
  examples: [
    { line: "pay agent decline", does: "what the decline agent finds" },
    { line: "pay agent orchestrator --json", does: "all five, ranked, as one object" },
  ],
  options: { data: dataOption, json: jsonOption },
  notes: `The agents: ${agentNames.join(", ")}. With --json, stdout is one object (AskResult).`,
  failure: (error, [name = ""]) => failedResult(name, error),
  async run({ values, positionals }, context) {
    const name = agentNameOf(positionals);
    const product = await context.openProduct(withData(context.config(), values.data));
    try {
      return await printRun(product.runAgent(name, { signal: context.signal }), values, context);
    } finally {
      await product.close();
    }
  },
});

function agentNameOf(positionals: readonly string[]): AgentName {
  const [name = "", ...more] = positionals;
  const parsed = AgentName.safeParse(name);
  if (parsed.success && more.length === 0) return parsed.data;
  const meant = nearest(name, agentNames);
  const suggestion = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`Name one agent: ${agentNames.join(", ")}.${suggestion}`);
}
