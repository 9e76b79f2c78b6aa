import type { Context } from "hono";
import { UsageError } from "../errors.ts";

/** Where a reader stopped: the run and the last `seq` it has. */
export interface LastEventId {
  readonly runId: string;
  readonly seq: number;
}

/** The header that a reconnecting client sends; null on a first connection. Throws UsageError when it is no id of ours. */
export function lastEventId(c: Context): LastEventId | null {
  const header = c.req.header("last-event-id");
  if (header === undefined || header === "") return null;
  const match = /^(?<runId>.+):(?<seq>\d{1,9})$/.exec(header);
  if (match?.groups?.runId === undefined)
    throw new UsageError("Last-Event-ID is not an id of this server: expected runId:seq.");
  return { runId: match.groups.runId, seq: Number(match.groups.seq) };
}
