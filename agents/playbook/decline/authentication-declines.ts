import type { Check } from "../desk.ts";
import { reasonChanges } from "./reason-rows.ts";

const about = ["AUTHENTICATION_REQUIRED", "AUTHENTICATION_FAILED"];

/** Declines that authentication would have avoided, or was the cause of. */
export const authenticationDeclines: Check = async (desk) => {
  const { sheet, now } = desk;
  const { changes, receipt } = await reasonChanges(desk);
  const own = changes.filter(({ reason }) => about.includes(reason));
  const rate = {
    numerator: own.reduce((sum, change) => sum + change.rate.now.numerator, 0),
    denominator: now.counted,
  };
  const cell = { decline_reason: about };
  return {
    findings: [
      {
        kind: "other",
        title: `Issuers declined ${sheet.rate("decline_rate", rate, { receipt, cell, derivation: "sum over both reasons" })} of attempts over authentication`,
        text: `These are ${sheet.count("declined", rate.numerator, { receipt, cell, derivation: "sum over both reasons" })} declines that ask for authentication or report that it failed.`,
        confidence: 0.9,
      },
    ],
  };
};
