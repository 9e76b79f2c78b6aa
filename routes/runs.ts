import { Hono } from "hono";
import { UsageError } from "../errors.ts";
import type { RunLog } from "../runs/run-log.ts";
import type { CallerVariables } from "./authenticate.ts";
import { lastEventId } from "./last-event-id.ts";
import { resume, type StreamRun } from "./stream-run.ts";

/** `GET /:runId/events`: the events of a run, from `Last-Event-ID` on where the header is given. */
export const runsRoute = (runs: RunLog, stream: StreamRun) =>
  new Hono<{ Variables: CallerVariables }>().get("/:runId/events", (c) => {
    const runId = c.req.param("runId");
    const last = lastEventId(c) ?? { runId, seq: 0 };
    if (last.runId !== runId)
      throw new UsageError(`Last-Event-ID belongs to another run: ${last.runId}.`);
    return resume(c, runs, last, stream);
  });
