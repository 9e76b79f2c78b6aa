import { z } from "zod";

/**
 * Where one line of an answer comes from. A line is a sentence, a list item or a table row (cells joined by ` | `).
 * A reader who wants to open the receipt of a number finds its figure here.
 */
export const Source = z.object({
  text: z.string().describe("the line as rendered, without list and heading marks"),
  figures: z.array(z.string()).describe("ids of the figures in it, in reading order"),
  periods: z.array(z.string()).describe("the ranges and instants it names, as rendered"),
  constants: z
    .array(z.string())
    .describe("numbers and periods that code states as such: an assumption, a rule, a limit"),
});
export type Source = z.infer<typeof Source>;
