import type { About, FigureSheet, Slot } from "../../figure-sheet.ts";
import { nothing } from "../../figure-sheet.ts";
import type { Measured } from "./measures.ts";

/** A measured value as a slot. */
export const measuredSlot = (
  sheet: FigureSheet,
  metric: string,
  value: Measured | null | undefined,
  about: About,
): Slot => {
  switch (value?.kind) {
    case "rate":
      return sheet.rate(metric, value.rate, about);
    case "share":
      return sheet.share(metric, value.value, about);
    case "count":
      return sheet.count(metric, value.value, about);
    case "money":
      return sheet.money(metric, value.minor, value.currency, about);
    case "ms":
      return sheet.ms(metric, value.value, about);
    case "score":
      return sheet.score(metric, value.value, about);
    case undefined:
      return nothing;
  }
};
