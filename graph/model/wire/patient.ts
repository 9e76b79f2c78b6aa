import { setTimeout as sleep } from "node:timers/promises";
import type { Breaker } from "../../breaker.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Transport, WireRequest } from "./transport.ts";

export interface Patience {
  readonly breaker: Breaker;
  /** Wall clock in milliseconds, for a Retry-After that is a date. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Tries of one request, the first included. */
const mostTries = 3;
const firstDelayMs = 250;
/** What is worth waiting for within one question. */
const longestWaitMs = 5_000;
/** Every request earns a tenth of a retry, so that an outage costs a tenth more and not three times as much. */
const earned = 0.1;
const mostSaved = 5;

const passing = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

/**
 * Tries again what may pass: busy, overloaded, a dropped connection; never what the request itself is to blame for, and
 * never what was cancelled. Waits as long as the endpoint asks, else with full jitter. Behind a breaker.
 */
export const patient = (transport: Transport, patience: Patience): Transport => {
  const { breaker, now, random, wait = waiting } = patience;
  let saved = 1;
  return async (request) => {
    saved = Math.min(mostSaved, saved + earned);
    for (let tries = 1; ; tries += 1) {
      breaker.enter();
      const outcome = await attempt(transport, request, breaker);
      if (outcome.isFine) return outcome.response;
      const asked = outcome.response && retryAfterMs(outcome.response.headers, now());
      breaker.failed(asked && asked > longestWaitMs ? asked : 0);
      const delayMs = asked ?? firstDelayMs * 2 ** (tries - 1) * random();
      if (tries === mostTries || saved < 1 || delayMs > longestWaitMs) return outcome.give();
      saved -= 1;
      // Why not awaited: a server may take its time to let go.
      outcome.response?.body?.cancel().catch(() => {});
      await wait(delayMs, request.signal);
    }
  };
};

type Outcome =
  | { readonly isFine: true; readonly response: Response }
  | { readonly isFine: false; readonly response: Response | null; give(): Response };

const attempt = async (
  transport: Transport,
  request: WireRequest,
  breaker: Breaker,
): Promise<Outcome> => {
  try {
    const response = await transport(request);
    if (passing.has(response.status)) return { isFine: false, response, give: () => response };
    return { isFine: true, response: watched(response, request.signal, breaker) };
  } catch (error) {
    if (request.signal.aborted) gaveUp(request.signal, breaker);
    // Why TypeError: fetch says so that it could not connect. Anything else is no failure of the network.
    if (request.signal.aborted || !(error instanceof TypeError)) throw error;
    const give = (): never => {
      throw error;
    };
    return { isFine: false, response: null, give };
  }
};

/** An endpoint that did not answer in time has failed; one whose caller left has not. */
const gaveUp = ({ reason }: AbortSignal, breaker: Breaker): void => {
  if (reason instanceof DOMException && reason.name === "TimeoutError") breaker.failed();
  else breaker.left();
};

/** The response, whose end tells the breaker: headers alone are no answer. */
const watched = (response: Response, signal: AbortSignal, breaker: Breaker): Response => {
  const { body, status, headers } = response;
  if (body === null) {
    breaker.succeeded();
    return response;
  }
  return new Response(ReadableStream.from(watchedBody(body, signal, breaker)), { status, headers });
};

async function* watchedBody(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  breaker: Breaker,
): AsyncGenerator<Uint8Array> {
  let broke = false;
  try {
    yield* body;
  } catch (error) {
    broke = true;
    if (signal.aborted) gaveUp(signal, breaker);
    else breaker.failed();
    throw error;
  } finally {
    // Why here: a reader that has seen the end of the answer stops before the end of the body.
    if (!broke) breaker.succeeded();
  }
}

const waiting = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal });
