import { DependencyError } from "../errors.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import type { AskResult } from "../graph/ask-result.ts";

/** What a run comes to. Throws DependencyError for one that was stopped before its end. */
export async function resultOf(events: AsyncIterable<AskEvent>): Promise<AskResult> {
  let result: AskResult | null = null;
  for await (const event of events) if (event.type === "run.finished") result = event.result;
  if (result === null) throw new DependencyError("The run was stopped before it finished.");
  return result;
}
