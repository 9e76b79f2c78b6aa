import type { DeclineCode } from "./decline-code.ts";
import { normaliseCode } from "./normalise-code.ts";
import { type DeclineReasonCode, declineReasons } from "./reasons.ts";

/**
 * The vocabulary of our own format, whose producers write any processor's or network's spelling: the canonical names, and
 * every code that means the same wherever it is used.
 */
export const eventCodes = (spelled: readonly DeclineCode[]): DeclineCode[] => {
  const canonical = new Map<string, DeclineReasonCode>(
    declineReasons.map(({ code }) => [normaliseCode(code), code]),
  );
  const meanings = Map.groupBy(spelled, (code) => code.rawCode);
  const rawCodes = new Set([...canonical.keys(), ...meanings.keys()]);
  return [...rawCodes].flatMap((rawCode) => {
    const codes = meanings.get(rawCode) ?? [];
    const reason = canonical.get(rawCode) ?? only(codes.map((code) => code.reason));
    if (reason === null) return [];
    const networkCategory = only(
      codes.flatMap((code) => (code.networkCategory === null ? [] : [code.networkCategory])),
    );
    return [{ vocabulary: "event" as const, rawCode, reason, networkCategory }];
  });
};

/** The one value that all have, null where there is none or they differ. */
const only = <T>(values: readonly T[]): T | null => {
  const distinct = new Set(values);
  const [value] = distinct;
  return distinct.size === 1 && value !== undefined ? value : null;
};
