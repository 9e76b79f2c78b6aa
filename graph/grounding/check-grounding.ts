import type { Figure } from "../../agents/figure.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import { alignSources } from "./align-sources.ts";
import { type AnswerLine, answerLines } from "./answer-lines.ts";
import { checkLine, type LineEvidence } from "./check-line.ts";
import { compareLines } from "./compare-lines.ts";
import type { Source } from "./source.ts";
import type { Fault, Violation } from "./violation.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What an answer may rest on. `figures`, `scope` and `sources` are those of its AskResult. */
export interface Evidence {
  readonly figures: readonly Figure[];
  readonly scope: Scope;
  readonly sources: readonly Source[];
  /** `createVocabulary(catalogue.values)`. */
  readonly vocabulary: Vocabulary;
}

/**
 * Everything that a markdown answer says and its evidence does not carry: a number without a figure of that value and
 * unit, a period or segment that is not the figure's, a direction against the sign. A line that code rendered is held
 * against its own figures and its own statement; any other line against every figure of the run, and no constant.
 */
export const checkGrounding = (markdown: string, evidence: Evidence): Violation[] => {
  const lines = answerLines(markdown);
  const sources = alignSources(lines, evidence.sources);
  return lines.flatMap((line, index) =>
    checkOne(line, sources[index] ?? null, evidence).map((fault) => ({ ...fault, line: index })),
  );
};

const checkOne = (line: AnswerLine, source: Source | null, evidence: Evidence): Fault[] => {
  const faults = checkLine(line.text, lineEvidence(source, evidence));
  if (source === null) return faults;
  const compared = compareLines(line.text, source, evidence.vocabulary);
  return [...faults, ...compared.filter((fault) => !faults.some((known) => isSame(known, fault)))];
};

const isSame = (a: Fault, b: Fault): boolean =>
  a.kind === b.kind && a.start === b.start && a.raw === b.raw;

const lineEvidence = (source: Source | null, evidence: Evidence): LineEvidence => {
  const { scope, vocabulary } = evidence;
  if (source === null)
    return {
      figures: evidence.figures,
      periods: [scope.range.label, scope.compare?.label ?? ""],
      constants: [],
      scope,
      vocabulary,
      wording: "free",
    };
  const own = new Set(source.figures);
  return {
    figures: evidence.figures.filter((figure) => own.has(figure.id)),
    periods: source.periods,
    constants: source.constants,
    scope,
    vocabulary,
    wording: "code",
  };
};
