import type { AskEvent } from "../graph/ask-event.ts";
import type { Run } from "../runs/run-log.ts";
import type { Problem } from "./problem.ts";

interface EventStreamOptions {
  /** The last `seq` the reader has; 0 = from the beginning. */
  readonly after: number;
  /** A comment is sent as often, so that proxies keep a quiet connection. */
  readonly heartbeatMs: number;
  /** Called when the run failed after the stream had begun: the last thing sent is then an `error` event. */
  readonly onError: (error: unknown) => Problem;
}

/**
 * A run as server-sent events: `event:` is the type, `id:` is `runId:seq`, `data:` is the AskEvent as JSON.
 * Reads from the run only as fast as the client does; a client that leaves stops reading, not the run.
 */
export function eventStream(run: Run, options: EventStreamOptions): Response {
  const left = new AbortController();
  const encoder = new TextEncoder();
  const frames = framesOf(run, options, left.signal);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await frames.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      left.abort();
      await frames.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-run-id": run.id,
    },
  });
}

async function* framesOf(
  run: Run,
  { after, heartbeatMs, onError }: EventStreamOptions,
  left: AbortSignal,
): AsyncGenerator<string, void> {
  const events = run.events(after, left);
  try {
    let next = events.next();
    for (;;) {
      const arrived = await within(next, heartbeatMs);
      if (arrived === "late") {
        yield ": heartbeat\n\n";
        continue;
      }
      if (arrived.done === true) return;
      yield frameOf(run.id, arrived.value);
      next = events.next();
    }
  } catch (error) {
    yield `event: error\ndata: ${JSON.stringify(onError(error))}\n\n`;
  } finally {
    await events.return();
  }
}

const frameOf = (runId: string, event: AskEvent): string =>
  `event: ${event.type}\nid: ${runId}:${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;

async function within<Value>(value: Promise<Value>, ms: number): Promise<Value | "late"> {
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), ms);
  try {
    return await Promise.race([value, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
