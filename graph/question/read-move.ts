import type { Move } from "../../agents/move.ts";
import { placeholder } from "./entity/mention.ts";
import type { Reading } from "./reading.ts";

const fractions: ReadonlyMap<string, number> = new Map([
  ["all", 1],
  ["everything", 1],
  ["half", 1 / 2],
  ["third", 1 / 3],
  ["quarter", 1 / 4],
  ["fifth", 1 / 5],
  ["tenth", 1 / 10],
]);
const outOf = /^(?:from|of|off|out|away)$/;
const into = /^(?:to|onto|into|through|via|over|with)$/;
const filler = /^(?:the|processor|psp|gateway|acquirer|#processor)$/;

/** What a question wants to move: "20 % of Brazilian debit from north to harbor". */
export const readMove = (reading: Reading): Move => {
  const named = processorsOf(reading);
  const to = named.find(({ before }) => into.test(before));
  const from = named.find((one) => one !== to && outOf.test(one.before));
  const [first, second] = named.filter((one) => one !== to && one !== from);
  return {
    share: shareOf(reading),
    from: (from ?? (to ? first : named.length > 1 ? first : undefined))?.value ?? null,
    to: (to ?? (from ? first : named.length > 1 ? second : first))?.value ?? null,
  };
};

/** The processors that the question names, each with the word that stands before it. */
const processorsOf = ({ entities }: Reading) => {
  const mentions = entities.mentions.filter(
    ({ dimension, excluded }) => dimension === "processor" && !excluded,
  );
  const places = entities.tokens.flatMap(({ word }, at) =>
    word === placeholder("processor") ? [at] : [],
  );
  return mentions.flatMap(({ value }, index) => {
    const words = entities.tokens.slice(0, places[index] ?? 0).map(({ word }) => word);
    while (filler.test(words.at(-1) ?? "")) words.pop();
    return value === null ? [] : [{ value, before: words.at(-1) ?? "" }];
  });
};

const shareOf = ({ words: { tokens } }: Reading): number | null => {
  const words = tokens.map(({ word }) => word);
  const percent = words.findIndex((word) => /^(?:percent|pct)$/.test(word));
  const share = Number.parseFloat(words[percent - 1] ?? "") / 100;
  if (percent > 0 && share > 0 && share <= 1) return share;
  for (const word of words) {
    const known = fractions.get(word);
    if (known !== undefined) return known;
  }
  return null;
};
