import type { z } from "zod";
import { Attempt } from "../event/attempt.ts";
import { fieldMeta } from "../event/field.ts";

/** Why a row cannot be used: the same words as for the rows of files. */
export interface Rejection {
  /** Null when the row as a whole cannot be read. */
  readonly column: string | null;
  readonly reason: string;
}

const byKind: Readonly<Record<string, string>> = {
  instant: "bad_timestamp",
  date: "bad_timestamp",
  amount: "bad_amount",
  currency: "unknown_currency",
};

/** The first thing that is wrong with an event, from what its schema found. A value of another JSON type is `wrong_type`. */
export function rejection(error: z.ZodError, event: Readonly<Record<string, unknown>>): Rejection {
  const issue = error.issues[0];
  const column = String(issue?.path[0] ?? "");
  if (event[column] === undefined) return { column, reason: "missing_value" };
  if (issue?.code === "invalid_type") return { column, reason: "wrong_type" };
  const schema = Object.entries(Attempt.shape).find(([name]) => name === column)?.[1];
  const kind = schema === undefined ? undefined : fieldMeta.get(schema)?.kind;
  const isTime = column.endsWith("_timestamp") || column === "date";
  return { column, reason: byKind[kind ?? ""] ?? (isTime ? "bad_timestamp" : "bad_value") };
}
