import { z } from "zod";
import { Dimension } from "../lakehouse/dictionary/dimension.ts";
import { Count, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  dimension: Dimension,
  value: z.string(),
  counted: Count,
  approved: Count,
});
export type MoverRow = z.infer<typeof Row>;

/** Every value of many dimensions in one scan: which of them an approval change can be told by. */
export const approvalMovers = goldTool({
  name: "approval-movers",
  module: import.meta.url,
  description: "Attempts and approvals of both periods for every value of each dimension given.",
  input: z.object({ by: z.array(Dimension).min(1), within: Within }),
  row: Row,
  analyse: (rows) => rows,
});
