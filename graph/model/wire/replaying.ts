import { DependencyError } from "../../../errors.ts";
import { nearestDifference } from "./nearest-difference.ts";
import { canonicalRequest, keyOf, type Recording, toolsKeyOf } from "./recording.ts";
import type { Transport } from "./transport.ts";

/**
 * Answers from recordings and never from anywhere else. A request that was not recorded fails and says what the nearest
 * one asked instead: an answer to another question is worse than none.
 */
export const replaying = (
  recordings: readonly Recording[],
  /** Hears of every miss, so that a run can fail on it even where the playbook stood in. */
  onMiss: (message: string) => void = () => {},
): Transport => {
  const byKey = Map.groupBy(recordings, ({ key }) => key);
  const asked = new Map<string, number>();

  return async ({ body, signal }) => {
    signal.throwIfAborted();
    const request = canonicalRequest(body);
    const key = keyOf(request);
    const occurrence = asked.get(key) ?? 0;
    asked.set(key, occurrence + 1);
    const known = byKey.get(key) ?? [];
    // Why: a conversation that is asked again gets the same answers again.
    const found = known.find((one) => one.occurrence === occurrence % known.length);
    if (found !== undefined)
      return new Response(found.body, {
        status: found.status,
        headers: { "content-type": found.contentType },
      });
    const message = missed(request, recordings);
    onMiss(message);
    throw new DependencyError("it has no recording of this request", { message });
  };
};

const missed = (
  request: Readonly<Record<string, unknown>>,
  recordings: readonly Recording[],
): string => {
  const tools = toolsKeyOf(request);
  const isStale = recordings.length > 0 && recordings.every((one) => one.tools !== tools);
  return [
    isStale
      ? "No recording has these tools: their schemas changed since."
      : "No recording of this request.",
    "Nearest recording differs in:",
    nearestDifference(request, recordings),
    "Record again: pnpm evals model --model record",
  ].join("\n");
};
