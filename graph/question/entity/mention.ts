import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";

/** A value that the question names. */
export interface Mention {
  readonly dimension: Dimension;
  /** In the data's own spelling, or null where the data have no such value. */
  readonly value: string | null;
  /** The canonical spelling, whether the data have it or not: `BR`, `visa`. */
  readonly code: string;
  /** As the question wrote it. */
  readonly written: string;
  /** "except Visa", "outside Brazil". */
  readonly excluded: boolean;
  /** What the words are a subject of besides: "3ds", "do-not-honor". */
  readonly topic: string | null;
  /** True where the dimension was named too: "processor Adyen". */
  readonly explicit: boolean;
}

/** A name that is several things: one question back, with these readings. */
export interface Ambiguity {
  readonly written: string;
  readonly options: readonly { readonly dimension: Dimension; readonly value: string }[];
}

/** What stands in the text where a value was named, so that rules can speak of "a processor". */
export const placeholder = (dimension: Dimension): string => `@${dimension}`;
