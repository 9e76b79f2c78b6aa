import { z } from "zod";
import { DependencyError } from "../errors.ts";
import { Count } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  attempts: Count,
  counted: Count,
  first_event: z.iso.datetime().nullable(),
  last_event: z.iso.datetime().nullable(),
});

/** What is loaded for the scope's filters, whatever its range: the answer to "why is there nothing?". */
export const dataSpan = goldTool({
  name: "data-span",
  module: import.meta.url,
  description: "How many attempts are loaded for the filters at any time, and from when to when.",
  input: z.object({}),
  row: Row,
  periods: "current",
  analyse: ([row]) => {
    if (row === undefined) throw new DependencyError("data-span: gold returned no row");
    return row;
  },
});
