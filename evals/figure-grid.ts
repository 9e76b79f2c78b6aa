import { last14Days, lastWeek, october, weekBefore, yesterday } from "./figure-ranges.ts";
import type { Case } from "./suite.ts";

const measures = [
  ["approval rate", "approval_rate"],
  ["first-attempt approval rate", "first_attempt_approval_rate"],
  ["net approval rate", "net_approval_rate"],
  ["decline rate", "decline_rate"],
] as const;
const parts = [
  ["in Mexico", { issuer_country: ["MX"] }],
  ["of Visa", { card_network: ["visa"] }],
  ["of debit cards", { funding_type: ["debit"] }],
  ["for processor B", { processor: ["B"] }],
  ["of luna-retail", { merchant_id: ["luna-retail"] }],
] as const;
const times = [
  ["yesterday", yesterday],
  ["last week", lastWeek],
  ["the week before last", weekBefore],
  ["in the last 14 days", last14Days],
  ["in October", october],
] as const;

/** Every measure of every part in every stretch of time. */
export const figureGrid: readonly Case[] = measures.flatMap(([words, metric]) =>
  parts.flatMap(([where, filters]) =>
    times.map(([when, range]) => ({
      question: `What was the ${words} ${where} ${when}?`,
      expect: { figure: { metric, range, filters: Object.fromEntries(Object.entries(filters)) } },
    })),
  ),
);
