import { blankPhrases } from "./check-line.ts";
import { findDirections } from "./direction.ts";
import { findNumerals } from "./find-numerals.ts";
import { findPeriods } from "./find-periods.ts";
import { blank, findSegments, type Segment } from "./find-segments.ts";
import type { Numeral } from "./numeral.ts";
import type { Source } from "./source.ts";
import type { Fault } from "./violation.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One thing that a line claims, in a form that two lines can be compared by. */
interface Claim {
  readonly kind: Fault["kind"];
  readonly said: string;
  readonly raw: string;
  readonly start: number;
}

/**
 * What a line claims differently from the statement it comes from: another number or unit, period, segment or
 * direction, or one of them left out. Wording may differ freely.
 */
export const compareLines = (text: string, source: Source, vocabulary: Vocabulary): Fault[] => {
  if (text === source.text) return [];
  const claimed = claims(text, source.periods, vocabulary);
  const rendered = claims(source.text, source.periods, vocabulary);
  return [
    ...missing(claimed, rendered).map(({ kind, raw, start }) => ({
      kind,
      raw,
      start,
      message: "the statement this line comes from does not say this",
    })),
    ...missing(rendered, claimed).map(({ raw }) => ({
      kind: "altered" as const,
      raw,
      start: 0,
      message: "the statement this line comes from says this, the line does not",
    })),
  ];
};

const claims = (text: string, periods: readonly string[], vocabulary: Vocabulary): Claim[] => {
  const segments = findSegments(text, vocabulary);
  const readable = blank(blankPhrases(text, periods), segments);
  return [
    ...findNumerals(readable).map(numeralClaim),
    ...periods.filter((period) => text.includes(period)).map((period) => periodClaim(text, period)),
    ...findPeriods(readable).map(({ raw, start }) =>
      claim("period", raw.toLowerCase(), raw, start),
    ),
    ...segments.map(segmentClaim),
    ...findDirections(readable).map(({ raw, start, direction }) =>
      claim("direction", direction, raw, start),
    ),
  ];
};

const claim = (kind: Fault["kind"], said: string, raw: string, start: number): Claim => ({
  kind,
  said,
  raw,
  start,
});

/** As written, spaces aside. Position counts: two numbers swapped are two wrong numbers. */
const numeralClaim = ({ raw, unit, noun, start }: Numeral, index: number): Claim =>
  claim("numeral", [index, raw.replace(/\s/g, ""), unit, noun].join(" "), raw, start);

const periodClaim = (text: string, period: string): Claim =>
  claim("period", period, period, text.indexOf(period));

const segmentClaim = ({ raw, start, meanings }: Segment, index: number): Claim => {
  const values = [...new Set(meanings.map((meaning) => meaning.value))].sort();
  return claim("segment", `${index} ${values.join(",")}`, raw, start);
};

/** Claims of `these` that `those` lack, counting repetitions. */
const missing = (these: readonly Claim[], those: readonly Claim[]): Claim[] => {
  const left = those.map(key);
  return these.filter((item) => {
    const at = left.indexOf(key(item));
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
};

const key = ({ kind, said }: Claim): string => `${kind} ${said}`;
