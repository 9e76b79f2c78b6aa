import { z } from "zod";

/** Volume that a question wants to move; what it does not say is null. */
export const Move = z.object({
  /** Above 0, at most 1. */
  share: z.number().positive().max(1).nullable(),
  /** Processors as the data spell them. */
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type Move = z.infer<typeof Move>;
