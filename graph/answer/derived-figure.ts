import type { Figure } from "../../agents/figure.ts";
import type { Finding, Impact } from "../../agents/finding.ts";
import type { Filters, Range } from "../../lakehouse/scope.ts";

/** Who a derived figure belongs to, what it is about, and the receipt that it follows from. */
export interface Ground {
  readonly agent: string;
  /** Makes the figure's name unique in a run. */
  readonly name: string;
  readonly range: Range;
  readonly filters: Filters;
  readonly receiptId: string;
}

export interface ImpactFigures {
  readonly low: Figure;
  readonly mid: Figure;
  readonly high: Figure;
}

/** Low, middle and high of an impact as figures, so that they are rendered and checked like every other number. */
export const impactFigures = (impact: Impact, ground: Ground): ImpactFigures => {
  const figure = (part: "low" | "mid" | "high"): Figure => ({
    id: `${ground.agent}.${slug(ground.name)}_impact_${part}`,
    metric: "impact",
    value: impact[part],
    ...(impact.unit === "payments"
      ? { unit: "count" as const }
      : { unit: "money" as const, currency: impact.unit }),
    range: ground.range,
    filters: ground.filters,
    receiptId: ground.receiptId,
    derivation: impact.basis,
  });
  return { low: figure("low"), mid: figure("mid"), high: figure("high") };
};

/** Contribution of one cause in percentage points: the finding's own figure where it has one. */
export const causeFigure = (
  finding: Finding,
  cause: Finding["causes"][number],
  ground: Ground,
): Figure => {
  const same = (figure: Figure): boolean =>
    figure.unit === "pp" &&
    Math.abs(figure.value - cause.contributionPp) < 1e-9 &&
    Object.entries(cause.cell).every(
      ([dimension, values]) =>
        JSON.stringify(figure.filters[dimension as keyof Filters]) === JSON.stringify(values),
    );
  return (
    finding.figures.find(same) ?? {
      id: `${ground.agent}.${slug(ground.name)}`,
      metric: "contribution",
      value: cause.contributionPp,
      unit: "pp",
      range: ground.range,
      filters: ground.filters,
      receiptId: ground.receiptId,
      derivation: "share of the finding's change that comes from this cell",
    }
  );
};

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
