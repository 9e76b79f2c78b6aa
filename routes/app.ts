import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { AppError } from "../errors.ts";
import type { Ask } from "../graph/ask.ts";
import { type AgentCard, agentsRoute } from "./agents.ts";
import { chatRoute } from "./chat.ts";
import { type Health, healthRoute } from "./health.ts";
import { loopbackOnly } from "./loopback-only.ts";
import { problemOf, sendProblem } from "./problem.ts";
import { receiptsRoute } from "./receipts.ts";
import type { RunLog } from "./run-log.ts";
import { runsRoute } from "./runs.ts";
import { streamRun } from "./stream-run.ts";

interface AppOptions {
  readonly ask: Ask;
  readonly runs: RunLog;
  readonly agents: readonly AgentCard[];
  readonly health: () => Promise<Health>;
  /** True where only this machine may connect: requests under other host names are then refused. */
  readonly isLocal: boolean;
  /** Told of everything that is no expected failure. */
  readonly onBug: (error: unknown, requestId: string) => void;
  readonly heartbeatMs?: number;
}

/** The HTTP side of the product. Every failure is a problem+json with the request id of its `x-request-id` header. */
export function createApp(options: AppOptions) {
  const { ask, runs, agents, health, isLocal, onBug, heartbeatMs = 15_000 } = options;
  const reportBug = (error: unknown, id: string): void => {
    if (!(error instanceof AppError || error instanceof HTTPException)) onBug(error, id);
  };
  const stream = streamRun({ heartbeatMs, onError: reportBug });

  const app = new Hono<{ Variables: { requestId: string } }>();
  app.use(requestId());
  if (isLocal) app.use(loopbackOnly);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed(c, methods) {
        const error = new HTTPException(405, { message: `Only ${methods.join(", ")} here.` });
        const response = sendProblem(c, problemOf(error, c.get("requestId")));
        response.headers.set("allow", methods.join(", "));
        return response;
      },
    }),
  );
  app.onError((error, c) => {
    const id = c.get("requestId");
    reportBug(error, id);
    return sendProblem(c, problemOf(error, id));
  });
  app.notFound((c) => {
    const error = new HTTPException(404, { message: `There is nothing at ${c.req.path}.` });
    return sendProblem(c, problemOf(error, c.get("requestId")));
  });
  return app
    .route("/api/chat", chatRoute(ask, runs, stream))
    .route("/api/runs", runsRoute(runs, stream))
    .route("/api/agents", agentsRoute(agents))
    .route("/api/receipts", receiptsRoute(runs.receipt))
    .route("/health", healthRoute(health));
}
