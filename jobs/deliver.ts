import { createHmac } from "node:crypto";
import { settleNotification, takeNotifications } from "../state/notifications.ts";
import type { Database } from "../state/state-tables.ts";

/** Where messages go, and the key that they are signed with. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

interface Delivery {
  readonly db: Database;
  readonly webhook: Webhook;
  readonly now: () => Date;
  readonly fetch?: typeof globalThis.fetch;
}

const timeoutMs = 10_000;
const mostAttempts = 10;
const firstWaitMs = 10_000;
const atOnce = 20;

/**
 * Sends the messages whose time has come. A message is sent until its receiver answers with 2xx, at growing intervals, ten
 * times over three days; its id stays the same, so a receiver that has seen it can drop it. Signed as Standard Webhooks are:
 * HMAC-SHA256 over `id.timestamp.body`.
 */
export async function deliverNotifications({
  db,
  webhook,
  now,
  fetch = globalThis.fetch,
}: Delivery) {
  const at = now();
  const until = new Date(at.getTime() + atOnce * timeoutMs);
  const due = await takeNotifications(db, { now: at, until, limit: atOnce });
  for (const { id, body, attempts } of due) {
    const error = await send({ webhook, fetch, now }, id, body);
    const wait = firstWaitMs * 3 ** (attempts - 1);
    const next_at = new Date(now().getTime() + wait).toISOString();
    const state = error === null ? "delivered" : attempts >= mostAttempts ? "given_up" : "waiting";
    await settleNotification(db, id, { state, next_at, error });
  }
}

/** Null when the receiver has it, else why not. */
async function send(
  { webhook, fetch, now }: Required<Omit<Delivery, "db">>,
  id: string,
  body: string,
): Promise<string | null> {
  const timestamp = String(Math.floor(now().getTime() / 1_000));
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signatureOf(webhook.secret, { id, timestamp, body }),
      },
      body,
      // Why: a redirect would carry the message to whom nobody named.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok ? null : `It answered with ${response.status}.`;
  } catch (error) {
    // Whatever the network does, the message waits for its next time.
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the receiver computes to know that a message is ours and whole. */
export const signatureOf = (
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
): string =>
  `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
