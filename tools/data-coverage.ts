import { z } from "zod";
import { DependencyError } from "../errors.ts";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  counted: Count,
  fraud_score: Count,
  aml_risk_score: Count,
  device_trust_score: Count,
  processing_time_ms: Count,
  fee_usd: Count,
  card_token: Count,
  card_bin: Count,
  issuer: Count,
  issuer_country: Count,
  is_cross_border: Count,
  processor: Count,
  payment_solution: Count,
  route_policy: Count,
  three_ds: Count,
  sca_exemption: Count,
  network_category: Count,
  merchant_advice_code: Count,
  amount_usd: Count,
  disputes: Count,
  linked: Count,
});
export type Coverage = z.infer<typeof Row>;

/** Which fields the export fills: what an agent must say it cannot know. */
export const dataCoverage = goldTool({
  name: "data-coverage",
  module: import.meta.url,
  description:
    "How many counted attempts of the range carry a fraud score, a latency, a fee, a card token, a 3DS result and so on.",
  input: z.object({ within: Within }),
  row: Row,
  periods: "current",
  analyse: ([row]) => {
    if (row === undefined) throw new DependencyError("data-coverage: gold returned no row");
    return row;
  },
});
