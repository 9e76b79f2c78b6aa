/** An answer with one thing changed. */
export interface Alteration {
  readonly kind: "digit" | "unit" | "period" | "segment" | "direction";
  /** The line that was changed, before and after. */
  readonly before: string;
  readonly after: string;
  readonly markdown: string;
}

interface Edit {
  readonly start: number;
  readonly raw: string;
  readonly replacement: string;
}

/** Every answer that differs from this one in one digit of a number, one unit, period, segment or direction. */
export const alterationsOf = (markdown: string): Alteration[] =>
  Object.entries(edits(markdown)).flatMap(([kind, own]) =>
    own.map((edit) => ({
      kind: kind as Alteration["kind"],
      before: lineAt(markdown, edit.start),
      ...applied(markdown, edit),
    })),
  );

const edits = (markdown: string): Record<Alteration["kind"], Edit[]> => ({
  digit: digitEdits(markdown),
  unit: swapEdits(markdown, units),
  period: swapEdits(markdown, periods),
  segment: swapEdits(markdown, segments),
  direction: swapEdits(markdown, directions),
});

const applied = (markdown: string, { start, raw, replacement }: Edit) => {
  const altered = `${markdown.slice(0, start)}${replacement}${markdown.slice(start + raw.length)}`;
  return { markdown: altered, after: lineAt(altered, start) };
};

const lineAt = (text: string, at: number): string => {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, end === -1 ? undefined : end);
};

/** Names of the field that hold a digit, and values of the data. */
const noNumbers = /3DS|\bp(?:50|9[059])\b|`[^`]*`/g;

/** One digit of each number, counted up by one; which one goes round with the number's place. */
const digitEdits = (markdown: string): Edit[] => {
  const readable = markdown.replace(noNumbers, (match) => " ".repeat(match.length));
  return [...readable.matchAll(/\d[\d,.]*\d|\d/g)].map(({ 0: raw, index: start }, place) => {
    const digits = [...raw.matchAll(/\d/g)].map(({ index }) => index);
    const at = digits[place % digits.length] ?? 0;
    const digit = (Number(raw[at]) + 1) % 10;
    return { start, raw, replacement: `${raw.slice(0, at)}${digit}${raw.slice(at + 1)}` };
  });
};

type Swap = readonly [pattern: RegExp, replacement: string];

const units: readonly Swap[] = [
  [/(?<=\d)%/g, " pp"],
  [/(?<=\d) pp\b/g, "%"],
  [/(?<=\d) ms\b/g, " h"],
  [/\bUSD(?= [−\d])/g, "EUR"],
  [/\bBRL(?= [−\d])/g, "USD"],
];

const periods: readonly Swap[] = [
  [/\byesterday\b/gi, "today"],
  [/\blast week\b/gi, "last month"],
  [/\bthe week before\b/gi, "the month before"],
  [/\bthe same day a week earlier\b/gi, "the day before"],
  [/\blast 7 days\b/gi, "last 30 days"],
  [/\blast 30 days\b/gi, "last 7 days"],
  [/\bOctober\b/g, "September"],
];

const segments: readonly Swap[] = [
  [/`BR`/g, "`MX`"],
  [/`MX`/g, "`US`"],
  [/`US`/g, "`DE`"],
  [/`debit`/g, "`credit`"],
  [/`credit`/g, "`prepaid`"],
  [/`A`/g, "`B`"],
  [/`B`/g, "`C`"],
  [/`visa`/g, "`mastercard`"],
  [/`DO_NOT_HONOR`/g, "`EXPIRED_CARD`"],
  [/`INSUFFICIENT_FUNDS`/g, "`DO_NOT_HONOR`"],
  [/`LOST_OR_STOLEN_CARD`/g, "`LIMIT_EXCEEDED`"],
  [/`Banco Verde`/g, "`Bank Nord`"],
];

const directions: readonly Swap[] = [
  [/\bfell\b/g, "rose"],
  [/\brose\b/g, "fell"],
  [/−(?=\d)/g, "+"],
  [/\+(?=\d)/g, "−"],
];

const swapEdits = (markdown: string, swaps: readonly Swap[]): Edit[] =>
  swaps.flatMap(([pattern, replacement]) =>
    [...markdown.matchAll(pattern)].map(({ 0: raw, index: start }) => ({
      start,
      raw,
      replacement,
    })),
  );
