import { benjaminiHochberg } from "../../../analysis/benjamini-hochberg.ts";
import type { Rate } from "../../../analysis/rate.ts";
import { twoProportion } from "../../../analysis/two-proportion.ts";
import { wilson } from "../../../analysis/wilson.ts";
import { type Delay, delays, retryTiming, type TimingRow } from "../../../tools/retry-timing.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

const mostReasons = 3;

interface Window {
  readonly delay: Delay;
  readonly rate: Rate;
  readonly rest: Rate;
}

/** How long retries waited and how many were approved, for the reason asked for or the most retried ones. */
export const timing: Check = async (desk) => {
  const { result: rows, receipt } = await desk.call(retryTiming, { within: {} });
  const asked = desk.scope.filters.decline_reason;
  const byReason = [...Map.groupBy(rows, (row) => row.reason)]
    .filter(([reason]) => asked?.includes(reason) ?? true)
    .toSorted(([, a], [, b]) => retriesOf(b) - retriesOf(a))
    .slice(0, mostReasons);
  if (byReason.length === 0) return { missing: ["no attempt of the range repeats an earlier one"] };
  return { findings: byReason.map(([reason, own]) => findingOf(desk, reason, own, receipt)) };
};

const retriesOf = (rows: readonly TimingRow[]) => rows.reduce((sum, row) => sum + row.retries, 0);

const rateOf = (rows: readonly TimingRow[]): Rate => ({
  numerator: rows.reduce((sum, row) => sum + row.approved, 0),
  denominator: retriesOf(rows),
});

const findingOf = (
  { sheet }: Desk,
  reason: string,
  rows: readonly TimingRow[],
  receipt: Desk["receipt"],
): FindingDraft => {
  const windows = delays.flatMap((delay): Window[] => {
    const own = rows.filter((row) => row.delay === delay);
    const rest = rateOf(rows.filter((row) => row.delay !== delay));
    return own.length === 0 ? [] : [{ delay, rate: rateOf(own), rest }];
  });
  const best = bestOf(windows);
  const all = rateOf(rows);
  const cell = { decline_reason: [reason] };
  const about: About = { receipt, cell, derivation: "sum over positions in the payment" };
  const rate = (value: Rate) => sheet.rate("retry_success_rate", value, about);
  return {
    kind: "other",
    title: titleOf(reason, best, all, rate),
    text: best
      ? `With any other delay ${rate(best.rest)} succeed. Counted is the time since the attempt before, whatever its position.`
      : "Each waiting time is compared with all others; none differs enough for its number of retries.",
    cell,
    confidence: best ? 0.8 : 0.6,
    caveats: [
      "Delays were not assigned at random; what waits longer may be another kind of payment, and weekdays and paydays are mixed in.",
    ],
    table: {
      columns: ["Since the attempt before", "Retries", "Approved", "from", "to"],
      rows: windows.map(({ delay, rate: own }) => {
        const isThin = own.denominator < minimumSample;
        const ends = { ...about, derivation: "end of the 95 % Wilson interval" };
        return [
          delay,
          sheet.count("attempts", own.denominator, about),
          isThin ? tooFew : rate(own),
          ...wilson(own).map((end) =>
            isThin ? nothing : sheet.share("retry_success_rate", end, ends),
          ),
        ];
      }),
    },
  };
};

const titleOf = (
  reason: string,
  best: Window | undefined,
  all: Rate,
  rate: (value: Rate) => string,
): string => {
  if (best !== undefined)
    return `After ${quoted(reason)} retries succeed most often ${quoted(best.delay)}: ${rate(best.rate)} of retries`;
  if (all.denominator < minimumSample)
    return `After ${quoted(reason)} there are too few retries to compare waiting times`;
  return `After ${quoted(reason)} no waiting time is better beyond chance: ${rate(all)} of retries succeed`;
};

const bestOf = (windows: readonly Window[]): Window | undefined => {
  const enough = windows.filter(
    ({ rate, rest }) => Math.min(rate.denominator, rest.denominator) >= minimumSample,
  );
  const tests = enough.map(({ rate, rest }) => twoProportion(rate, rest));
  const stands = benjaminiHochberg(tests.map(({ p }) => p));
  return enough
    .filter((_, index) => stands[index] && (tests[index]?.z ?? 0) > 0)
    .toSorted((a, b) => fractionOf(b.rate) - fractionOf(a.rate))[0];
};

const fractionOf = ({ numerator, denominator }: Rate) => numerator / denominator;
