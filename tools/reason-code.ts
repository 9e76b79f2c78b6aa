import { z } from "zod";
import { type DeclineReasonCode, declineReasons } from "../lakehouse/decline/reasons.ts";

const codes = declineReasons.map((reason) => reason.code) as [
  DeclineReasonCode,
  ...DeclineReasonCode[],
];

/** A canonical decline reason, as an input of a tool. */
export const ReasonCode = z.enum(codes);
