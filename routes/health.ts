import { Hono } from "hono";

export interface Health {
  /** `starting`: the sample is being loaded; `empty`: nothing is loaded. */
  readonly status: "ok" | "starting" | "empty";
  readonly version: string;
  readonly mode: "playbook" | "model";
  /** Newest event time of the data, ISO UTC. */
  readonly asOf: string | null;
  readonly firstEvent: string | null;
  readonly isSample: boolean;
}

/** `GET /`: 200 while the server can answer or soon will; an unreadable lakehouse is a 503 problem. */
export const healthRoute = (health: () => Promise<Health>) =>
  new Hono().get("/", async (c) => c.json(await health()));
