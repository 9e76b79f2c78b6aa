import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { AppError } from "../errors.ts";
import type { Ask } from "../graph/ask.ts";
import type { AgentRun } from "../graph/create-agent-run.ts";
import type { Stream } from "../lakehouse/stream/open-stream.ts";
import type { Desk } from "../proposals/decide.ts";
import type { RunLog } from "../runs/run-log.ts";
import type { AccessList } from "./access-list.ts";
import { agentRunsRoute } from "./agent-runs.ts";
import { type AgentCard, agentsRoute } from "./agents.ts";
import {
  allMerchantsOnly,
  authenticate,
  type CallerVariables,
  operatorsOnly,
} from "./authenticate.ts";
import { chatRoute } from "./chat.ts";
import { configurationsRoute } from "./configurations.ts";
import { eventsRoute } from "./events.ts";
import { type Health, healthRoute } from "./health.ts";
import { loopbackOnly } from "./loopback-only.ts";
import { problemOf, sendProblem } from "./problem.ts";
import { proposalsRoute } from "./proposals.ts";
import { receiptsRoute } from "./receipts.ts";
import { runsRoute } from "./runs.ts";
import { type SqlWindow, sqlRoute } from "./sql.ts";
import { streamRoute } from "./stream.ts";
import { streamRun } from "./stream-run.ts";

interface AppOptions {
  readonly ask: Ask;
  readonly runAgent: AgentRun;
  readonly sql: SqlWindow;
  readonly events: Pick<Stream, "accept" | "retryAfterSeconds" | "status" | "acknowledge">;
  readonly runs: RunLog;
  readonly proposals: Desk;
  readonly agents: readonly AgentCard[];
  readonly health: () => Promise<Health>;
  /** Default null: whoever reaches the server asks as the local administrator. */
  readonly access?: AccessList | null;
  /** True where only this machine may connect: requests under other host names are then refused. */
  readonly isLocal: boolean;
  /** Told of everything that is no expected failure. */
  readonly onBug: (error: unknown, requestId: string) => void;
  readonly heartbeatMs?: number;
}

/** The HTTP side of the product. Every failure is a problem+json with the request id of its `x-request-id` header. */
export function createApp(options: AppOptions) {
  const { ask, runAgent, sql, events, runs, proposals, agents, health, isLocal, onBug } = options;
  const { access = null, heartbeatMs = 15_000 } = options;
  const reportBug = (error: unknown, id: string): void => {
    if (!(error instanceof AppError || error instanceof HTTPException)) onBug(error, id);
  };
  const stream = streamRun({ heartbeatMs, onError: reportBug });

  const names = agents.map(({ name }) => name);
  const app = new Hono<{ Variables: CallerVariables }>();
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
  app.use("/api/*", authenticate(access));
  app.use("/api/events/*", operatorsOnly);
  app.use("/api/stream/*", operatorsOnly);
  app.use("/api/proposals/*", allMerchantsOnly);
  app.use("/api/configurations/*", allMerchantsOnly);
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
    .route("/api/agents", agentRunsRoute(runAgent, names, runs, stream))
    .route("/api/events", eventsRoute(events))
    .route("/api/stream", streamRoute(events))
    .route("/api/sql", sqlRoute(sql))
    .route("/api/proposals", proposalsRoute(proposals))
    .route("/api/configurations", configurationsRoute(proposals))
    .route("/api/receipts", receiptsRoute(runs.receipt))
    .route("/health", healthRoute(health));
}
