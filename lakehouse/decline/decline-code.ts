import type { DeclineReasonCode } from "./reasons.ts";

/** Whose spelling a raw code is in. `iso`: the networks' response codes; `event`: our own format, any of the others. */
export const vocabularies = [
  "iso",
  "stripe",
  "adyen",
  "braintree",
  "braintree_gateway",
  "event",
] as const;
export type Vocabulary = (typeof vocabularies)[number];

/** Visa's decline category: 1 never, 2 not now, 3 fix the data, 4 generic; null where no network code corresponds. */
export type NetworkCategory = 1 | 2 | 3 | 4 | null;

export interface DeclineCode {
  readonly vocabulary: Vocabulary;
  /** As `normaliseCode` writes it. */
  readonly rawCode: string;
  readonly reason: DeclineReasonCode;
  readonly networkCategory: NetworkCategory;
}
