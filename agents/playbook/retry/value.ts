import { retryRecovery } from "../../../tools/retry-recovery.ts";
import type { Check } from "../desk.ts";

/** Whether retries add anything: without a hold-out that is not identifiable, and a proxy is no answer. */
export const value: Check = async (desk) => {
  const { sheet } = desk;
  const { result, receipt } = await desk.call(retryRecovery, { within: {} });
  const rows = result.filter((row) => row.period === "current");
  const total = (column: "failed" | "retried" | "recovered" | "retries") =>
    rows.reduce((sum, row) => sum + row[column], 0);
  const about = { receipt, derivation: "sum over the reasons of the first decline" };
  const retried = { numerator: total("recovered"), denominator: total("retried") };
  return {
    findings: [
      {
        kind: "other",
        title: "What retries add is not identifiable without a hold-out",
        text:
          retried.denominator === 0
            ? `None of ${sheet.count("payments", total("failed"), about)} failed payments was tried again.`
            : `As a proxy, ${sheet.count("payments", retried.numerator, about)} of ${sheet.count("payments", retried.denominator, about)} retried payments succeeded (${sheet.rate("retry_recovery_rate", retried, about)}), with ${sheet.count("attempts", total("retries"), about)} further attempts. An unknown part of them would have come back without the retry.`,
        confidence: 0.95,
      },
    ],
    missing: [
      "the data have no hold-out: leave a small random share of failed payments unretried to measure what retries add",
    ],
  };
};
