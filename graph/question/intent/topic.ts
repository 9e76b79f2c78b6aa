import type { Intent } from "../../../agents/intent.ts";

const topics: Readonly<Partial<Record<Intent, string>>> = {
  three_ds: "3ds",
  network_tokens: "network-token",
  cross_border: "cross-border",
  do_not_honor: "do-not-honor",
};

/**
 * What an intent is about as a whole. A value of that topic is the question's subject and not a filter: "is 3DS helping"
 * needs the traffic without 3DS too.
 */
export const topicOf = (intent: Intent): string | null => topics[intent] ?? null;
