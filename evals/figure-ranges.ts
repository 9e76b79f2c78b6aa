import type { FigureSpec } from "./oracle/oracle.ts";

type Range = FigureSpec["range"];

// Why: what the words mean on the day of the newest event, Thursday 5 November 2026, written out by hand.
export const yesterday: Range = ["2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z"];
export const dayBeforeYesterday: Range = ["2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"];
export const sameDayLastWeek: Range = ["2026-10-28T00:00:00Z", "2026-10-29T00:00:00Z"];
export const today: Range = ["2026-11-05T00:00:00Z", "2026-11-05T12:00:01Z"];
export const lastWeek: Range = ["2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z"];
export const weekBefore: Range = ["2026-10-19T00:00:00Z", "2026-10-26T00:00:00Z"];
export const last7Days: Range = ["2026-10-29T00:00:00Z", "2026-11-05T00:00:00Z"];
export const last14Days: Range = ["2026-10-22T00:00:00Z", "2026-11-05T00:00:00Z"];
export const october: Range = ["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"];
export const november: Range = ["2026-11-01T00:00:00Z", "2026-11-05T12:00:01Z"];
export const sinceTuesday: Range = ["2026-11-03T00:00:00Z", "2026-11-05T12:00:01Z"];
export const firstWeek: Range = ["2026-10-05T00:00:00Z", "2026-10-12T00:00:00Z"];
