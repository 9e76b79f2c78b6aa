import type { Figure } from "../../agents/figure.ts";
import type { Impact } from "../../agents/finding.ts";
import { type Ground, impactFigures } from "./derived-figure.ts";

/** A piece of text with the figures that its slots need. */
export interface Worded {
  readonly template: string;
  readonly figures: readonly Figure[];
}

const per = { range: "in [[range]]", day: "a day", week: "a week" } as const;

/** "EUR 1,200.00 a week (EUR 900.00 to EUR 1,500.00; basis)", or payments instead of money. */
export const impactWords = (impact: Impact, ground: Ground): Worded => {
  const { low, mid, high } = impactFigures(impact, ground);
  const noun = impact.unit === "payments" ? " payments" : "";
  const span =
    impact.low === impact.high ? "" : `between {{${low.id}}} and {{${high.id}}}${noun}; `;
  return {
    template: `{{${mid.id}}}${noun} ${per[impact.per]} (${span}${impact.basis})`,
    figures: [low, mid, high],
  };
};
