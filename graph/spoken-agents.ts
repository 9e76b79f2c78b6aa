import type { Figure } from "../agents/figure.ts";
import {
  figureOf,
  findingOf,
  proposalOf,
  reportOf,
  scriptedAgent,
  scriptedAgents,
} from "./scripted-run.ts";

const inBrazil = { issuer_country: ["BR"], funding_type: ["debit"] };
const figure = (id: string, over: Partial<Figure>): Figure => figureOf(id, over);

/** Scripted agents whose reports use every kind of figure, placeholder, segment and block once. */
export const spokenAgents = scriptedAgents([
  scriptedAgent(
    "performance",
    reportOf({
      findings: [
        findingOf({
          title: "Approval per attempt fell {{performance.drop}} to {{performance.rate}}",
          text: "In [[range]] {{performance.rate}} of {{performance.n}} attempts were approved, against {{performance.before}} in [[compare]]. In `BR` it was {{performance.cell}} lower since [[onset]]. Latency was {{performance.ms}} at p95 and the change {{performance.hours}} old.",
          onset: "2026-11-21T14:05:00Z",
          figures: [
            figure("performance.rate", {}),
            figure("performance.drop", { unit: "pp", value: -1.93 }),
            figure("performance.n", { unit: "count", value: 41_208 }),
            figure("performance.before", { value: 0.8734, denominator: 39_017 }),
            figure("performance.cell", { unit: "pp", value: -6.24, filters: inBrazil }),
            figure("performance.ms", { unit: "ms", value: 1340 }),
            figure("performance.hours", { unit: "hours", value: 6 }),
          ],
          impact: {
            low: 900_000,
            mid: 1_200_050,
            high: 1_500_000,
            unit: "EUR",
            per: "week",
            basis: "declined amount above the rate of the comparison",
          },
          causes: [
            {
              cell: inBrazil,
              contributionPp: -1.5,
              confidence: 0.9,
              impact: {
                low: 80_000,
                mid: 90_000,
                high: 99_000,
                unit: "EUR",
                per: "week",
                basis: "the cell's declines",
              },
            },
          ],
          caveats: ["Intervals are 95 % intervals; cells below 100 attempts are not ranked"],
        }),
      ],
    }),
  ),
  scriptedAgent(
    "routing",
    reportOf({
      findings: [
        findingOf({
          id: "route",
          agent: "routing",
          kind: "route_inversion",
          title: "`adyen` approves {{routing.gap}} more like for like",
          text: "Both were seen in BIN `411111` with {{routing.bin}} of attempts.",
          figures: [
            figure("routing.gap", {
              unit: "pp",
              value: 4.22,
              filters: { processor: ["adyen"] },
            }),
            figure("routing.bin", { value: 0.124, filters: { card_bin: ["411111"] } }),
            figure("routing.a", { value: 0.9123, filters: { processor: ["adyen"] } }),
            figure("routing.b", { value: 0.8701, filters: { processor: ["stripe"] } }),
            figure("routing.an", {
              unit: "count",
              value: 41_208,
              filters: { processor: ["adyen"] },
            }),
          ],
          table: {
            columns: ["Processor", "Attempts", "Approval"],
            rows: [
              ["`adyen`", "{{routing.an}}", "{{routing.a}}"],
              ["`stripe`", "—", "{{routing.b}}"],
            ],
          },
        }),
      ],
    }),
  ),
  scriptedAgent(
    "decline",
    reportOf({
      findings: [
        findingOf({
          id: "reasons",
          agent: "decline",
          kind: "other",
          title: "`INSUFFICIENT_FUNDS` is {{decline.share}} of declines",
          text: "Its rate per attempt rose {{decline.up}}.",
          figures: [
            figure("decline.share", {
              value: 0.3123,
              filters: { decline_reason: ["INSUFFICIENT_FUNDS"] },
            }),
            figure("decline.up", {
              unit: "pp",
              value: 0.82,
              filters: { decline_reason: ["INSUFFICIENT_FUNDS"] },
            }),
          ],
          table: {
            columns: ["Reason", "Share of declines", "Change"],
            rows: [["`INSUFFICIENT_FUNDS`", "{{decline.share}}", "{{decline.up}}"]],
          },
        }),
      ],
    }),
  ),
  scriptedAgent(
    "retry",
    reportOf({
      missing: ["this export has no fraud scores"],
      proposals: [
        proposalOf({
          impact: {
            low: 10_000,
            mid: 20_000,
            high: 30_000,
            unit: "USD",
            per: "week",
            basis: "recovered amount of the last 30 days",
          },
          guardrails: ["at most 15 attempts in 30 days"],
        }),
      ],
    }),
  ),
]);
