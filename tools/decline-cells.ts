import { z } from "zod";
import { By, byColumns, Count, cellOf, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";
import { ReasonCode } from "./reason-code.ts";

const Row = z.object({
  period: Period,
  ...byColumns,
  counted: Count,
  declined: Count,
  in_reason: Count,
});
export type DeclineCell = z.infer<typeof Row> & { readonly cell: ReturnType<typeof cellOf> };

/** Where declines happen: attempts, declines and declines of one reason per cell. */
export const declineCells = goldTool({
  name: "decline-cells",
  module: import.meta.url,
  description:
    "Attempts, declines and declines of one reason (null: any) in both periods by up to five dimensions.",
  input: z.object({ by: By, within: Within, reason: ReasonCode.nullable() }),
  row: Row,
  analyse: (rows, { by }): DeclineCell[] => rows.map((row) => ({ ...row, cell: cellOf(row, by) })),
});
