import type { Context } from "hono";
import { NoDataError } from "../errors.ts";
import type { Run, RunLog } from "../runs/run-log.ts";
import type { CallerVariables } from "./authenticate.ts";
import { eventStream } from "./event-stream.ts";
import type { LastEventId } from "./last-event-id.ts";
import { problemOf } from "./problem.ts";

/** Answers a request with a run from `after` on. */
export type StreamRun = (c: Context, run: Run, after: number) => Response;

interface StreamRunOptions {
  readonly heartbeatMs: number;
  readonly onError: (error: unknown, requestId: string) => void;
}

export const streamRun =
  ({ heartbeatMs, onError }: StreamRunOptions): StreamRun =>
  (c, run, after) => {
    const requestId = c.get("requestId") as string;
    const response = eventStream(run, {
      after,
      heartbeatMs,
      onError(error) {
        onError(error, requestId);
        return problemOf(error, requestId);
      },
    });
    return c.newResponse(response.body, response);
  };

/** The rest of a run after the event named. Throws NoDataError when there is no such run. */
export async function resume(
  c: Context<{ Variables: CallerVariables }>,
  runs: RunLog,
  last: LastEventId,
  stream: StreamRun,
): Promise<Response> {
  const run = await runs.find(last.runId, c.get("caller").name);
  if (run === undefined)
    throw new NoDataError("There is no such run of yours: ask again without Last-Event-ID.");
  return stream(c, run, last.seq);
}
