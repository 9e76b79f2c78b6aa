import type { Clock, Period } from "./period.ts";

/** What an expression of time stands for. `relative` is only known once the range it is compared with is. */
export interface TimeReading {
  readonly period: Period;
  /** How it reads after "vs": "the week before", "the previous 7 days". */
  readonly relative?: (range: Period) => Period;
  /** True where it can be nothing but a comparison: "the week before", "year over year". */
  readonly onlyRelative?: boolean;
  /** "now", "currently": says that the answer should reach as-of, not over which time. */
  readonly vague?: boolean;
}

export interface TimeRule {
  readonly pattern: RegExp;
  read(match: RegExpExecArray, clock: Clock): TimeReading | null;
}

/** A pattern over folded English words and what it stands for. */
export const timeRule = (source: string, read: TimeRule["read"]): TimeRule => ({
  pattern: new RegExp(`(?<![\\w-])(?:${source})(?![\\w-])`, "g"),
  read,
});

const numbers = "one two three four five six seven eight nine ten eleven twelve".split(" ");
export const numberWord = `\\d{1,3}|an?|${numbers.join("|")}|couple of|few`;
export const unitWord = "(hour|day|week|month|quarter|year)s?";

/** How many: digits or a word; "a couple" is 2, "few" is 3. */
export const count = (text: string | undefined): number => {
  if (text === undefined || text === "a" || text === "an") return 1;
  if (text === "couple of") return 2;
  if (text === "few") return 3;
  const spelled = numbers.indexOf(text);
  return spelled >= 0 ? spelled + 1 : Math.max(1, Number(text));
};

export const plural = (n: number, unit: string): string => (n === 1 ? `${unit}` : `${n} ${unit}s`);
