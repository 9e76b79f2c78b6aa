import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { latencyBands } from "../../../tools/latency-bands.ts";
import { routeLatency } from "../../../tools/route-latency.ts";
import type { About } from "../../figure-sheet.ts";
import { minimumSample, tooFew, verdict } from "../../verdict.ts";
import { cellWords } from "../../words.ts";
import type { Check } from "../desk.ts";

const quarters = ["fastest quarter", "second quarter", "third quarter", "slowest quarter"];

/** How slow routes are, and whether slow attempts are approved less often. */
export const latency: Check = async (desk) => {
  const by: Dimension[] = desk.task.by.length > 0 ? desk.task.by.slice(0, 3) : ["processor"];
  const { result, receipt } = await desk.call(routeLatency, { by, within: {} });
  const rows = result
    .filter((row) => row.period === "current" && row.timed >= minimumSample)
    .toSorted((a, b) => (b.p95_ms ?? 0) - (a.p95_ms ?? 0));
  const [slowest] = rows;
  if (slowest === undefined || slowest.p95_ms === null)
    return { missing: ["this export has no processing times"] };

  const { sheet } = desk;
  const about: About = { receipt, cell: slowest.cell };
  return {
    findings: [
      {
        kind: "other",
        title: `Slowest is ${cellWords(slowest.cell)}: one attempt in twenty takes longer than ${sheet.ms("latency_p95", slowest.p95_ms, about)}`,
        text: await costOfSlowness(desk),
        cell: slowest.cell,
        confidence: 0.8,
        caveats: [
          "Retries after a timeout can hide it: only attempts that got an answer have a processing time.",
          "Slow and declined can have one common cause; the comparison does not hold traffic equal.",
        ],
        table: {
          columns: [
            "Route",
            "Timed attempts",
            "Median",
            "Exceeded by one in twenty",
            "Technical declines",
          ],
          rows: rows.map((row) => {
            const here: About = { receipt, cell: row.cell };
            return [
              cellWords(row.cell),
              sheet.count("attempts", row.timed, here),
              row.p50_ms === null ? tooFew : sheet.ms("latency_p50", row.p50_ms, here),
              row.p95_ms === null ? tooFew : sheet.ms("latency_p95", row.p95_ms, here),
              sheet.rate(
                "decline_rate",
                { numerator: row.technical, denominator: row.counted },
                { receipt, cell: { ...row.cell, decline_class: ["technical"] } },
              ),
            ];
          }),
        },
      },
    ],
  };
};

const costOfSlowness = async (desk: Parameters<Check>[0]): Promise<string> => {
  const { result: bands, receipt } = await desk.call(latencyBands, { within: {} });
  const first = bands.find(({ quarter }) => quarter === 1);
  const last = bands.find(({ quarter }) => quarter === 4);
  if (first === undefined || last === undefined) return "All attempts take about the same time.";
  const rate = (band: typeof first) => ({ numerator: band.approved, denominator: band.counted });
  const say = (band: typeof first) =>
    desk.sheet.rate("approval_rate", rate(band), {
      receipt,
      derivation: quarters[band.quarter - 1] ?? "",
    });
  const { isReal, differencePp } = verdict(rate(last), rate(first));
  const conclusion = isReal
    ? differencePp < 0
      ? "slow attempts are approved less often"
      : "slow attempts are approved more often"
    : "slowness shows no effect on approval beyond chance";
  return `The slowest quarter of attempts is approved at ${say(last)}, the fastest at ${say(first)}: ${conclusion}.`;
};
