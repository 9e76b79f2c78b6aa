import { STATUS_CODES } from "node:http";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { AppError } from "../errors.ts";

/** RFC 9457 problem details. `type` names the failure for programs, `detail` for people; never a stack trace. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
}

/** What a caller may know of an error: everything of an expected failure, nothing of a bug. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof AppError) return problem(error.status, error.code, error.message, requestId);
  if (error instanceof HTTPException) {
    const code = (STATUS_CODES[error.status] ?? "error").toLowerCase().replaceAll(" ", "_");
    return problem(error.status, code, error.message, requestId);
  }
  return problem(
    500,
    "internal_error",
    "Something is wrong on our side. The request id finds it in the server's log.",
    requestId,
  );
}

/** Sends a problem as `application/problem+json`. */
export function sendProblem(c: Context, sent: Problem): Response {
  return c.body(JSON.stringify(sent), sent.status as 400, {
    "content-type": "application/problem+json",
  });
}

function problem(status: number, code: string, detail: string, requestId: string): Problem {
  return {
    type: `urn:payment-analysis:problem:${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail,
    requestId,
  };
}
