import { z } from "zod";

/** One part of an answer, in the order it is read. Text is rendered: its slots are filled by code. */
export const Block = z.discriminatedUnion("kind", [
  z.object({ id: z.string(), kind: z.literal("headline"), markdown: z.string() }),
  z.object({ id: z.string(), kind: z.literal("text"), markdown: z.string() }),
  z.object({
    id: z.string(),
    kind: z.literal("table"),
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  z.object({
    id: z.string(),
    kind: z.literal("proposal"),
    proposalId: z.string(),
    markdown: z.string(),
  }),
  z.object({
    id: z.string(),
    kind: z.literal("question"),
    markdown: z.string(),
    options: z.array(z.string()),
  }),
  z.object({ id: z.string(), kind: z.literal("caveats"), items: z.array(z.string()) }),
]);
export type Block = z.infer<typeof Block>;
