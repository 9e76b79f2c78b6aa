import type { Stream } from "../lakehouse/stream/open-stream.ts";

type EventsDoor = Pick<Stream, "accept" | "retryAfterSeconds" | "status" | "acknowledge">;

/** A door for events that accepts every line and has nothing waiting. */
export const scriptedEventsDoor = (over: Partial<EventsDoor> = {}): EventsDoor => ({
  accept: async (body) => ({
    accepted: body.toString("utf8").split("\n").filter(Boolean).length,
    rejected: 0,
    cardNumbersMasked: 0,
    errors: [],
  }),
  retryAfterSeconds: () => null,
  status: async () => ({
    ticks: 0,
    events: 0,
    lastTickMs: null,
    bytesPerSecond: null,
    failure: null,
    triggerMs: 1_000,
    backlogBytes: 0,
    newestEvent: null,
    watermark: null,
    closedUntil: null,
    lateRows: 0,
    openAlerts: 0,
  }),
  acknowledge: async () => false,
  ...over,
});
