import type { Agent } from "./agent.ts";

/** What is said of an agent to people and programs. */
export const agentCard = ({ name, handles, tools, schedule }: Agent) => ({
  name,
  handles,
  tools: tools.map((tool) => ({ name: tool.name, description: tool.description })),
  schedule,
});
