import { newcombe } from "../analysis/newcombe.ts";
import { fraction, type Interval, type Rate } from "../analysis/rate.ts";
import { twoProportion } from "../analysis/two-proportion.ts";
import type { Finding } from "./finding.ts";

/** Attempts below which a rate is not ranked and not called. */
export const minimumSample = 100;

/**
 * Attempts that a cell needs in each period to be named as a cause. Lower than what a ranking needs: such a cell is tested
 * against all others, false discoveries held down.
 */
export const minimumTested = 30;

/** Written in place of a rate that rests on too little. */
export const tooFew = "too few attempts";

export interface Verdict {
  readonly differencePp: number;
  readonly intervalPp: Interval;
  readonly p: number;
  /** Beyond chance at 5 %, with enough attempts on both sides. */
  readonly isReal: boolean;
  readonly direction: "rose" | "fell" | "did not change beyond chance";
}

const level = 0.05;

/** Whether two rates differ. Without `minimum` attempts on both sides nothing does. */
export const verdict = (now: Rate, before: Rate, minimum = minimumSample): Verdict => {
  const [low, high] = newcombe(now, before);
  const differencePp = 100 * ((fraction(now) ?? 0) - (fraction(before) ?? 0));
  const { p } = twoProportion(now, before);
  const enough = Math.min(now.denominator, before.denominator) >= minimum;
  const isReal = enough && p < level;
  return {
    differencePp,
    intervalPp: [100 * low, 100 * high],
    p,
    isReal,
    direction: isReal ? (differencePp < 0 ? "fell" : "rose") : "did not change beyond chance",
  };
};

/** Severity of lost approval by its size. What chance explains is information. */
export const severityOf = ({ isReal, differencePp }: Verdict): Finding["severity"] => {
  if (!isReal || differencePp >= 0) return "info";
  if (differencePp <= -10) return "critical";
  if (differencePp <= -3) return "high";
  return differencePp <= -1 ? "medium" : "low";
};

/** One minus the chance that there is nothing, never certain. */
export const confidenceOf = ({ p, isReal }: Pick<Verdict, "p" | "isReal">): number =>
  isReal ? Math.min(0.99, 1 - p) : 0.5;
