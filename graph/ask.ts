import type { Caller } from "../lakehouse/access/caller.ts";
import type { Scope } from "../lakehouse/scope.ts";
import type { AskEvent } from "./ask-event.ts";

export interface AskInput {
  readonly question: string;
  readonly threadId?: string | undefined;
  /** Overrides of what the question says. */
  readonly scope?: Partial<Pick<Scope, "range" | "compare" | "filters">> | undefined;
  /** ISO 8601; default the data's newest event time. Data after it is not looked at. */
  readonly asOf?: string | undefined;
}

export interface AskOptions {
  readonly signal: AbortSignal;
  /** On whose behalf: the answer rests on what they may see. Default: whoever sits at this machine. */
  readonly caller?: Caller | undefined;
}

/** The waist of the product: a question in, a finite stream of numbered events out, the last one always `run.finished`. */
export type Ask = (input: AskInput, options: AskOptions) => AsyncIterable<AskEvent>;
