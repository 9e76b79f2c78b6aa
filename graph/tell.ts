import type { AskEvent } from "./ask-event.ts";
import type { EventQueue } from "./event-queue.ts";

/** An event before it has its number. */
export type Untold = AskEvent extends infer Event
  ? Event extends AskEvent
    ? Omit<Event, "seq">
    : never
  : never;

/** Tells one event to whoever follows the run; waits while that one is far behind. */
export type Tell = (event: Untold) => Promise<void>;

/** Numbers events from 1 without gaps, in the order in which they are told. */
export const tellInto = (queue: EventQueue<AskEvent>): Tell => {
  let seq = 0;
  return (event) => {
    seq += 1;
    return queue.push({ ...event, seq });
  };
};
