import { declineCodes } from "./codes.ts";
import type { DeclineCode, NetworkCategory, Vocabulary } from "./decline-code.ts";
import { leadingResponseCode, normaliseCode } from "./normalise-code.ts";
import type { DeclineReasonCode } from "./reasons.ts";

export interface MappedDecline {
  readonly reason: DeclineReasonCode;
  readonly networkCategory: NetworkCategory;
}

const key = (vocabulary: Vocabulary, rawCode: string) => `${vocabulary}:${rawCode}`;
const byKey = new Map<string, DeclineCode>(
  declineCodes.map((code) => [key(code.vocabulary, code.rawCode), code]),
);

/**
 * What a decline means. The first that maps wins: the raw code in its vocabulary, the network's response code that the
 * raw text starts with (`51 : Insufficient funds`), then the hint (a second wording in the same row) in the same two ways;
 * otherwise OTHER. Braintree's gateway rejections are looked up after Braintree's processor responses.
 */
export const reasonOf = (
  vocabulary: Vocabulary,
  raw: string | null,
  hint: string | null,
): MappedDecline => {
  const found = meaningOf(vocabulary, raw) ?? meaningOf(vocabulary, hint);
  return {
    reason: found?.reason ?? "OTHER",
    networkCategory: found?.networkCategory ?? null,
  };
};

const meaningOf = (vocabulary: Vocabulary, text: string | null): DeclineCode | undefined => {
  if (text === null) return undefined;
  const code = normaliseCode(text);
  const responseCode = leadingResponseCode(text);
  return (
    byKey.get(key(vocabulary, code)) ??
    (vocabulary === "braintree" ? byKey.get(key("braintree_gateway", code)) : undefined) ??
    (responseCode === null ? undefined : byKey.get(key("iso", responseCode)))
  );
};
