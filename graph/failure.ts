import { z } from "zod";
import { AppError } from "../errors.ts";

/** Why something expected did not come, as far as a caller needs to know. */
export const Failure = z.object({
  code: z.string().describe("code of the AppError, `cancelled`, or `bug`"),
  message: z.string(),
  exitCode: z.int().min(1).max(130).describe("exit code of a program that ends with this failure"),
});
export type Failure = z.infer<typeof Failure>;

/** An expected failure in words; null for a bug, whose text is for its maintainers only. */
export const failureOf = (error: unknown): Failure | null =>
  error instanceof AppError
    ? { code: error.code, message: error.message, exitCode: error.exitCode }
    : null;

export const bug: Failure = {
  code: "bug",
  message: "An internal error stopped this run. It was logged; asking again may help.",
  exitCode: 1,
};

export const cancelled: Failure = {
  code: "cancelled",
  message: "The run was cancelled before it had an answer.",
  exitCode: 130,
};
