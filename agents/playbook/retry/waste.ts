import { declineReason } from "../../../lakehouse/decline/reasons.ts";
import { dataCoverage } from "../../../tools/data-coverage.ts";
import { retryCaps as capsTool } from "../../../tools/retry-caps.ts";
import { type RetryAfterRow, retryNever } from "../../../tools/retry-never.ts";
import type { About } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import {
  beyondCap,
  isForbiddenByNetwork,
  type RetryCap,
  retryCapsOn,
} from "../../network-rules.ts";
import { proposalOf } from "../../proposal-draft.ts";
import { listWords, quoted } from "../../words.ts";
import type { Check, CheckResult, Desk } from "../desk.ts";

/** Retries that the rules forbid: reasons never to retry, networks' "do not try again", attempts beyond the caps. */
export const waste: Check = async (desk) => {
  const never = await forbiddenRetries(desk);
  const caps = await beyondCaps(desk);
  return {
    findings: [...(never.findings ?? []), ...(caps.findings ?? [])],
    proposals: never.proposals ?? [],
    missing: caps.missing ?? [],
  };
};

/**
 * The rules are about the same card: another card after a lost one is what should happen. Where the export does not identify
 * cards the retry counts. OTHER is not forbidden, it is unknown: the data check counts it.
 */
const isForbidden = (row: RetryAfterRow) =>
  row.same_card !== false &&
  (isForbiddenByNetwork(row) ||
    (row.reason !== "OTHER" && declineReason(row.reason)?.retry.rule === "never"));

const forbiddenRetries = async (desk: Desk): Promise<CheckResult> => {
  const { sheet } = desk;
  const { result: rows, receipt } = await desk.call(retryNever, { within: {} });
  const all = sum(rows, "retries");
  const forbidden = rows.filter(isForbidden);
  const count = sum(forbidden, "retries");
  const about: About = {
    receipt,
    derivation: "sum over rows whose reason, category or advice forbids a retry",
  };
  if (all === 0) return {};
  if (count === 0) {
    return {
      findings: [
        {
          kind: "other",
          title: `None of ${sheet.count("attempts", all, { receipt })} retries follows a decline that must not be retried`,
          text: "Checked were the canonical reason, the network's decline category and the merchant advice code where given.",
          confidence: 0.95,
        },
      ],
    };
  }
  const byReason = [...Map.groupBy(forbidden, (row) => row.reason)].toSorted(
    ([, a], [, b]) => sum(b, "retries") - sum(a, "retries"),
  );
  return {
    findings: [
      {
        kind: "rule_breach",
        title: `${sheet.count("attempts", count, about)} retries follow a decline that must not be retried, ${sheet.rate("retry_share", { numerator: count, denominator: all }, about)} of retries`,
        text: `They repeat ${listWords(byReason.slice(0, 3).map(([reason]) => quoted(reason)))}; ${sheet.count("approved", sum(forbidden, "approved"), about)} of them were approved.${feesSentence(desk, forbidden, about)} Networks charge for such repeats.`,
        severity: "high",
        confidence: 0.95,
        table: {
          columns: ["Declined for", "Retries", "Approved", "Instead"],
          rows: byReason.map(([reason, own]) => {
            const here: About = {
              receipt,
              cell: { decline_reason: [reason] },
              derivation: "retries after a decline for this reason",
            };
            return [
              quoted(reason),
              sheet.count("attempts", sum(own, "retries"), here),
              sheet.count("approved", sum(own, "approved"), here),
              insteadOf(reason),
            ];
          }),
        },
      } satisfies FindingDraft,
    ],
    proposals: byReason.slice(0, 3).map(([reason, own]) =>
      proposalOf(
        {
          kind: "retry_rule",
          title: `Stop retrying ${quoted(reason)}`,
          target: `retry.${reason}`,
          diff: { old: { retriesInRange: sum(own, "retries") }, new: { rule: "never" } },
          evidence: [receipt.id],
          guardrails: ["Ask the shopper for another payment method instead."],
        },
        desk,
      ),
    ),
  };
};

const sum = (
  rows: readonly RetryAfterRow[],
  column: "retries" | "approved" | "fees_usd_cents" | "fees_known",
) => rows.reduce((total, row) => total + row[column], 0);

const feesSentence = ({ sheet }: Desk, rows: readonly RetryAfterRow[], about: About) =>
  sum(rows, "fees_known") === 0
    ? ""
    : ` Their recorded fees are ${sheet.money("cost_per_approval", sum(rows, "fees_usd_cents"), "USD", about)}.`;

/** The taxonomy's advice, unless it holds a number that no figure stands behind. */
const insteadOf = (reason: string) => {
  const advice = declineReason(reason)?.retry.advice ?? "";
  return advice === "" || /\d/.test(advice) ? "another payment method" : advice;
};

/** What the network charges for the attempts beyond its cap, where a source names the fee. */
const feeSentence = (
  { sheet }: Desk,
  { fee, source }: RetryCap,
  count: number,
  receipt: Desk["receipt"],
): string =>
  fee === null
    ? " No source names its fee for every region."
    : ` At the network's fee that is ${sheet.money("cost_per_approval", fee.minor * count, fee.currency, { receipt, derivation: `projected: attempts beyond the cap times the fee; ${source}` })}, projected.`;

const beyondCaps = async (desk: Desk): Promise<CheckResult> => {
  const { sheet } = desk;
  const { result: coverage } = await desk.call(dataCoverage, { within: {} });
  if (coverage.card_token === 0)
    return {
      missing: [
        "this export has no card fingerprint: attempts per card cannot be counted against the networks' caps",
      ],
    };
  const { result: rows, receipt } = await desk.call(capsTool, { within: {} });
  const breaches = retryCapsOn(desk.scope.asOf.slice(0, "2026-01-01".length))
    .map((cap) => ({ cap, count: beyondCap(cap, rows) }))
    .filter(({ count }) => count > 0);
  return {
    findings: breaches.map(({ cap, count }) => ({
      kind: "rule_breach" as const,
      title: `${sheet.count("attempts", count, { receipt, cell: { card_network: [cap.network] }, derivation: `attempts beyond ${cap.rule}` })} attempts on ${quoted(cap.network)} go beyond the network's cap`,
      text: `The cap is ${sheet.count("declined", cap.declinesAllowed, { receipt, derivation: `${cap.rule}; ${cap.effectiveFrom === null ? "start not confirmed" : `in force since ${cap.effectiveFrom}`}; ${cap.source}` })} declines within ${quoted(cap.window)} per ${cap.per}; every attempt beyond it is charged.${feeSentence(desk, cap, count, receipt)}`,
      cell: { card_network: [cap.network] },
      severity: "high" as const,
      confidence: 0.9,
      caveats: ["Regions differ in the cap; the stricter published one is taken."],
    })),
  };
};
