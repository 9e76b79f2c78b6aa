import { Hono } from "hono";

/** What is said of an agent to people and programs. */
export interface AgentCard {
  readonly name: string;
  readonly handles: string;
  readonly tools: readonly { readonly name: string; readonly description: string }[];
  /** Cron expression in UTC. */
  readonly schedule: string;
}

/** `GET /`: the agents in their order. */
export const agentsRoute = (agents: readonly AgentCard[]) =>
  new Hono().get("/", (c) => c.json({ agents }));
