import { agentCard } from "../agents/agent-card.ts";
import { agents as all } from "../agents/index.ts";
import { defineCommand } from "./command.ts";
import { jsonOption } from "./shared-options.ts";

export const agents = defineCommand({
  name: "agents",
  summary: "List the six agents",
  operands: "",
  examples: [{ line: "pay agents", does: "what each handles and looks with" }],
  options: { json: jsonOption },
  async run({ values }, { stdout }) {
    const cards = all.map(agentCard);
    stdout.write(
      values.json
        ? `${JSON.stringify(cards)}\n`
        : `${cards
            .map(
              ({ name, handles, tools, schedule }) =>
                `${name}\n  ${handles}\n  tools: ${tools.map((tool) => tool.name).join(", ") || "none"}\n  schedule: ${schedule} (UTC)`,
            )
            .join("\n\n")}\n`,
    );
    return 0;
  },
});
