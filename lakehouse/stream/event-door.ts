import { setImmediate as nextTurn } from "node:timers/promises";
import { eventIdFields } from "../load/format/event.ts";
import { LineFramer } from "../load/json/line-framer.ts";
import { eventLine, rejected } from "./event-line.ts";
import type { EventLog } from "./event-log.ts";
import type { Rejection } from "./rejection.ts";

/** What a producer is told of its batch, when the batch is durable. */
export interface EventReceipt {
  readonly accepted: number;
  readonly rejected: number;
  /** Card numbers that were cut to BIN and last four before anything was stored. */
  readonly cardNumbersMasked: number;
  /** The first rows that were rejected, by their line in the body; rejected rows are in the quarantine too. */
  readonly errors: readonly EventError[];
}

export interface EventError {
  readonly line: number;
  readonly field: string | null;
  readonly reason: string;
}

const mostErrors = 1_000;
/** Bytes judged before other requests get their turn. */
const sliceBytes = 1 << 18;
const longestLine = 1 << 20;

/** Judges batches of events and stores them. `firstLine` numbers rows over the life of the process, in order of arrival. */
export function eventDoor(log: Pick<EventLog, "append">) {
  let rows = 0;

  /** Takes newline-delimited JSON. Resolves when all of it is durable; throws DependencyError when it cannot be stored. */
  return async function accept(body: Buffer): Promise<EventReceipt> {
    const taken: string[] = [];
    const errors: EventError[] = [];
    let rejections = 0;
    let masked = 0;
    const reject = (line: number, why: Rejection): void => {
      rejections += 1;
      if (errors.length < mostErrors) errors.push({ line, field: why.column, reason: why.reason });
    };
    const framer = new LineFramer(eventIdFields, {
      record(line, bytes, from, to) {
        rows += 1;
        const raw = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("utf8");
        const judged =
          to - from > longestLine
            ? rejected(raw.slice(0, 1_000), rows, { column: null, reason: "line_too_long" })
            : eventLine(raw, rows);
        taken.push(judged.csv);
        if (judged.rejection !== null) reject(line, judged.rejection);
      },
      skipped: () => undefined,
      broken(line, reason, raw) {
        rows += 1;
        const why = { column: null, reason };
        taken.push(rejected(raw, rows, why).csv);
        reject(line, why);
      },
      masked: (count) => (masked += count),
    });
    for (let at = 0; at < body.length; at += sliceBytes) {
      if (at > 0) await nextTurn();
      framer.push(body.subarray(at, at + sliceBytes));
    }
    framer.end();
    if (taken.length > 0) await log.append(Buffer.from(taken.join("")));
    return {
      accepted: taken.length - rejections,
      rejected: rejections,
      cardNumbersMasked: masked,
      errors,
    };
  };
}
