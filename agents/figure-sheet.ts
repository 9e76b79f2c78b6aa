import { newcombe } from "../analysis/newcombe.ts";
import { fraction, type Interval, type Rate } from "../analysis/rate.ts";
import { wilson } from "../analysis/wilson.ts";
import type { Filters, Range, Scope } from "../lakehouse/scope.ts";
import type { Receipt } from "../tools/receipt.ts";
import { narrowed, populationFilters } from "../tools/scope-predicate.ts";
import type { AgentName } from "./agent-name.ts";
import type { Figure } from "./figure.ts";

/** What a number is about: the receipt it comes from, the cell within the scope, the period. */
export interface About {
  readonly receipt: Receipt;
  readonly cell?: Filters;
  readonly period?: "current" | "comparison";
  /** Where the number is about another time than the scope's range and comparison. */
  readonly range?: Range;
  readonly interval?: Interval;
  readonly derivation?: string;
}

/** A slot as it stands in text: `{{performance.f1}}`. */
export type Slot = string;

/** Takes numbers in and gives out slots; every number of an agent's findings passes through its sheet. */
export interface FigureSheet {
  /** A share 0–1 with its 95 % Wilson interval. */
  rate(metric: string, rate: Rate, about: About): Slot;
  /** A share that is not a quotient of counts: a standardised rate, an end of an interval. */
  share(metric: string, value: number, about: About): Slot;
  /** `a − b` in percentage points with its 95 % Newcombe interval. */
  change(metric: string, a: Rate, b: Rate, about: About): Slot;
  pp(metric: string, points: number, about: About): Slot;
  count(metric: string, value: number, about: About): Slot;
  /** Whole minor units. */
  money(metric: string, minor: number, currency: string, about: About): Slot;
  ms(metric: string, value: number, about: About): Slot;
  hours(metric: string, value: number, about: About): Slot;
  score(metric: string, value: number, about: About): Slot;
  bps(metric: string, rate: Rate, about: About): Slot;
  /** The figures whose slots occur in these texts, in the order in which they were made. */
  usedIn(texts: readonly string[]): Figure[];
}

/** An empty sheet; figures are named `<agent>.f1`, `<agent>.f2`, … */
export const figureSheet = (agent: AgentName, scope: Scope): FigureSheet => {
  const figures: Figure[] = [];
  const add = (
    figure: Pick<Figure, "metric" | "value" | "unit"> & Partial<Figure>,
    about: About,
  ) => {
    const id = `${agent}.f${figures.length + 1}`;
    const interval = about.interval ?? figure.interval;
    figures.push({
      ...figure,
      id,
      value: figure.value === 0 ? 0 : figure.value,
      ...(interval && { interval: [interval[0], interval[1]] }),
      range:
        about.range ??
        (about.period === "comparison" && scope.compare ? scope.compare : scope.range),
      filters: narrowed(populationFilters(scope.filters), about.cell ?? {}),
      receiptId: about.receipt.id,
      ...(about.derivation !== undefined && { derivation: about.derivation }),
    });
    return `{{${id}}}`;
  };

  return {
    rate: (metric, { numerator, denominator }, about) => {
      const value = fraction({ numerator, denominator });
      if (value === null) return nothing;
      const [low, high] = wilson({ numerator, denominator });
      return add(
        { metric, value, unit: "rate", numerator, denominator, interval: [low, high] },
        about,
      );
    },
    share: (metric, value, about) => add({ metric, value, unit: "rate" }, about),
    change: (metric, a, b, about) => {
      const now = fraction(a);
      const then = fraction(b);
      if (now === null || then === null) return nothing;
      const [low, high] = newcombe(a, b);
      return add(
        { metric, value: 100 * (now - then), unit: "pp", interval: [100 * low, 100 * high] },
        {
          derivation: `${a.numerator} of ${a.denominator} against ${b.numerator} of ${b.denominator}`,
          ...about,
        },
      );
    },
    pp: (metric, value, about) => add({ metric, value, unit: "pp" }, about),
    count: (metric, value, about) => add({ metric, value, unit: "count" }, about),
    money: (metric, minor, currency, about) =>
      add({ metric, value: Math.round(minor), unit: "money", currency }, about),
    ms: (metric, value, about) => add({ metric, value, unit: "ms" }, about),
    hours: (metric, value, about) => add({ metric, value, unit: "hours" }, about),
    score: (metric, value, about) => add({ metric, value, unit: "score" }, about),
    bps: (metric, rate, about) => {
      const value = fraction(rate);
      return value === null ? nothing : add({ metric, value: 10_000 * value, unit: "bps" }, about);
    },
    usedIn: (texts) => figures.filter(({ id }) => texts.some((text) => text.includes(`{{${id}}}`))),
  };
};

/** What stands where there is nothing to divide by. */
export const nothing = "—";
