import type { Figure } from "../../agents/figure.ts";
import type { Dimension } from "../../lakehouse/dictionary/dimension.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import type { Segment } from "./find-segments.ts";
import type { Fault } from "./violation.ts";
import type { Meaning } from "./vocabulary.ts";

/** Figures of a line and the scope that all of them share. */
export interface Carriers {
  readonly figures: readonly Figure[];
  readonly scope: Scope;
}

/** Segments that no figure of the line is about: the rule for words of a model, or of nobody known. */
export const uncarried = (segments: readonly Segment[], carriers: Carriers): Fault[] =>
  carriers.figures.length === 0
    ? []
    : segments
        .filter(({ meanings }) => !meanings.some((meaning) => isCarried(meaning, carriers)))
        .map((segment) => faultOf(segment, "no figure of this line is about this segment"));

/**
 * Segments that contradict the figures: these are about other values of that dimension, and none that the line names.
 * The rule for words of code, which may name more than it counts ("missing funds on debit and prepaid cards").
 */
export const contradicting = (segments: readonly Segment[], carriers: Carriers): Fault[] => {
  const carried = new Set(
    segments.flatMap(({ meanings }) =>
      meanings.filter((meaning) => isCarried(meaning, carriers)).map(({ dimension }) => dimension),
    ),
  );
  return segments
    .filter(({ meanings }) =>
      meanings.every(({ dimension }) => !carried.has(dimension) && isFiltered(dimension, carriers)),
    )
    .map((segment) => faultOf(segment, "the figures of this line are about another segment"));
};

const isCarried = ({ dimension, value }: Meaning, { figures, scope }: Carriers): boolean =>
  [scope.filters, ...figures.map(({ filters }) => filters)].some(
    (filters) => filters[dimension]?.includes(value) ?? false,
  );

const isFiltered = (dimension: Dimension, { figures }: Carriers): boolean =>
  figures.some(({ filters }) => filters[dimension] !== undefined);

const faultOf = ({ raw, start }: Segment, message: string): Fault => ({
  kind: "segment",
  raw,
  start,
  message,
});
