import type { Attempt } from "./attempt.ts";

/** The attempts of one purchase that approval rates count, oldest first; never empty. */
export interface Payment {
  readonly first: Attempt;
  readonly counted: readonly Attempt[];
}

const day = 86_400_000;
const longest = { given: 30 * day, inferred: day } as const;

/**
 * Groups attempts by the id the feed gives, at most 30 days apart; where it gives none by merchant, card, amount and
 * currency within 24 hours. An attempt of the same payment, moment, amount and card as another is a suspected duplicate
 * and left out, as is what never reached an issuer or had no amount.
 */
export const paymentsOf = (attempts: readonly Attempt[]): Payment[] => {
  const groups = Map.groupBy(attempts, keyOf);
  return [...groups.values()].flatMap((own) =>
    episodes(own.toSorted(inOrder)).flatMap((episode) => {
      const counted = withoutDuplicates(episode).filter(
        ({ reachedIssuer, minor }) => reachedIssuer && minor > 0n,
      );
      const [first] = counted;
      return first === undefined ? [] : [{ first, counted }];
    }),
  );
};

const keyOf = ({ paymentId, source, merchant, card, currency, amount, id }: Attempt): string => {
  if (paymentId !== null) return ["given", source, merchant, paymentId].join("|");
  return card === null
    ? ["alone", source, id].join("|")
    : ["inferred", merchant, card, currency, amount].join("|");
};

const episodes = (own: readonly Attempt[]): Attempt[][] => {
  const found: Attempt[][] = [];
  for (const attempt of own) {
    const open = found.at(-1);
    const start = open?.[0];
    const limit = longest[attempt.paymentId === null ? "inferred" : "given"];
    if (open !== undefined && start !== undefined && attempt.at - start.at <= limit)
      open.push(attempt);
    else found.push([attempt]);
  }
  return found;
};

const withoutDuplicates = (own: readonly Attempt[]): Attempt[] => {
  const seen = new Set<string>();
  return own.filter(({ at, amount, currency, card }) => {
    const key = [at, Number(amount), currency, card].join("|");
    if (card === null || !seen.has(key)) {
      seen.add(key);
      return true;
    }
    return false;
  });
};

const inOrder = (a: Attempt, b: Attempt): number =>
  a.at - b.at || a.attemptNo - b.attemptNo || compare(a.id, b.id) || compare(a.source, b.source);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
