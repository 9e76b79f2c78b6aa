import type { Rate } from "../../../analysis/rate.ts";
import { verdict } from "../../verdict.ts";
import type { Check, Desk } from "../desk.ts";

/** Before against after, and why that alone cannot say what a change did. */
export const changeEffect: Check = async (desk) => {
  const { sheet, now, before, receipt } = desk;
  if (before === null) return { missing: ["there is no range before the change to compare with"] };
  const about = { receipt };
  const { isReal, direction } = verdict(firstAttempts(now), firstAttempts(before));
  const points = sheet.change(
    "first_attempt_approval_rate",
    firstAttempts(now),
    firstAttempts(before),
    about,
  );
  return {
    findings: [
      {
        kind: "other",
        title: isReal
          ? `First-attempt approval ${direction} ${points} after against before`
          : `First-attempt approval did not change beyond chance after against before (${points})`,
        text: `Before: ${sheet.rate("first_attempt_approval_rate", firstAttempts(before), { receipt, period: "comparison" })} of ${sheet.count("attempts", before.first_attempts, { receipt, period: "comparison" })} first attempts in [[compare]]. After: ${sheet.rate("first_attempt_approval_rate", firstAttempts(now), about)} of ${sheet.count("attempts", now.first_attempts, about)} in [[range]].`,
        confidence: 0.5,
        caveats: [
          "The data record no change and no control group: whatever else happened in between is part of the difference.",
          "A change made because of a bad day is followed by better days anyway (regression to the mean).",
        ],
      },
    ],
    missing: [
      "the effect of a change cannot be told apart from its time: no control group is recorded",
    ],
  };
};

const firstAttempts = (row: Desk["now"]): Rate => ({
  numerator: row.first_approved,
  denominator: row.first_attempts,
});
