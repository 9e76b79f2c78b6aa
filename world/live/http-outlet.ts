import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DependencyError } from "../../errors.ts";
import type { Outlet } from "./outlet.ts";

const defaultWaitSeconds = 1;
const RetryAfter = z.coerce.number().int().min(0).max(3600).catch(defaultWaitSeconds);

interface HttpOutletOptions {
  /** Says who sends the events, where the server wants to know. */
  readonly token?: string | null;
  onWaiting?(): void;
}

/**
 * Posts events to a server's event API. Waits as long as the server says when it has too much to do, and sends the same
 * batch again. Throws DependencyError where the server is not there or does not take it.
 */
export function httpOutlet(
  base: URL,
  { token = null, onWaiting = () => {} }: HttpOutletOptions = {},
): Outlet {
  const url = new URL("/api/events", base);
  const post = async (body: string, signal: AbortSignal): Promise<Response> => {
    try {
      const headers = {
        "content-type": "application/x-ndjson",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      };
      return await fetch(url, { method: "POST", headers, body, signal });
    } catch (cause) {
      signal.throwIfAborted();
      throw new DependencyError(`${url.href} does not answer: is the server running?`, { cause });
    }
  };
  return {
    async send(lines, signal) {
      const body = `${lines.join("\n")}\n`;
      for (;;) {
        const response = await post(body, signal);
        if (response.ok) return;
        if (response.status !== 429)
          throw new DependencyError(
            `${url.href} does not take the events: ${response.status} ${await response.text()}`,
          );
        onWaiting();
        const seconds = RetryAfter.parse(response.headers.get("retry-after") ?? defaultWaitSeconds);
        await sleep(seconds * 1000, undefined, { signal });
      }
    },
  };
}
