import type { Finding } from "../../agents/finding.ts";
import { foldedWords } from "../question/words/token.ts";
import { isEnglish } from "../question/words/vocabulary.ts";

/** What a sentence about a rate is made of, beside the words that questions are made of. */
const telling = new Set(
  `stood stands stand held holds remained remains stayed stays fell rose moved moves climbed slipped eased dropped declined
  grew gained recovered worsened improved reached amounts amounted equals equal accounts accounted makes came comes comprises
  concentrated confined limited spread began begun started continued continues persisted ended lasted occurred appeared appears
  shows showed shown indicates indicated suggests suggested points seen found observed measured estimated expected significant
  significantly beyond chance noise uncertain likely unlikely clear clearly roughly nearly about slightly somewhat notably overall
  further additional also while whereas although however because due therefore thus versus compared comparison against relative
  previously earlier later since until during within across among between both each every neither none nothing several other
  others rest remaining remainder respectively total share shares level levels attempt attempts payment payments card cards
  issuer issuers processor processors merchant merchants reason reasons route routes retry retries retried recovered recoverable
  lost stake worth weaker stronger lower higher smaller larger cell segment segments traffic volume amount amounts per point
  percentage rate rates period week weeks day days unchanged stable steady flat sample interval confidence evidence finding
  sustained ongoing active present absent missing available unavailable reported recorded loaded data analysed analysis`.split(
    /\s+/,
  ),
);

/**
 * Words of a model's sentence that are neither everyday English, nor of the field, nor in what was found. A sentence with
 * one of them says something that nobody looked at: a name, an accusation, an order it was given.
 */
export const foreignWords = (template: string, findings: readonly Finding[]): string[] => {
  const known = new Set(
    findings.flatMap(({ title, text, caveats }) =>
      foldedWords([title, text, ...caveats].join(" ")),
    ),
  );
  const said = template.replace(/\{\{[^}]*\}\}|\[\[[^\]]*\]\]|`[^`]*`/g, " ");
  return foldedWords(said).filter(
    (word) => !isEnglish(word) && !telling.has(word) && !known.has(word),
  );
};
