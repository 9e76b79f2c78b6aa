import { z } from "zod";
import { SpecialistName } from "../agents/agent-name.ts";
import { Finding } from "../agents/finding.ts";
import { Proposal } from "../agents/proposal.ts";
import { Receipt } from "../tools/receipt.ts";
import { Failure } from "./failure.ts";

/** What came of asking one specialist: its report with the receipts of its tools, or why there is none. */
export const Outcome = z.object({
  agent: SpecialistName,
  findings: z.array(Finding),
  proposals: z.array(Proposal),
  missing: z.array(z.string()),
  /** In the order in which the tools were called. */
  receipts: z.array(Receipt),
  /** Why a model that looked further stopped early; null where it did not, or none looked. */
  stopped: z.string().nullable(),
  unavailable: Failure.nullable(),
});
export type Outcome = z.infer<typeof Outcome>;
