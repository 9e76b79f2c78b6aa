import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { type Caller, localCaller } from "../lakehouse/access/caller.ts";
import type { AccessList } from "./access-list.ts";
import { problemOf, sendProblem } from "./problem.ts";

/** What a request carries once it is known who asks. */
export interface CallerVariables {
  caller: Caller;
  requestId: string;
}

/**
 * Finds out on whose behalf a request is made: by its bearer token where there is an access list, else it is whoever
 * sits at this machine. 401 without a known token.
 */
export const authenticate = (access: AccessList | null) =>
  createMiddleware<{ Variables: CallerVariables }>(async (c, next) => {
    const caller = access === null ? localCaller : access(tokenOf(c));
    if (caller === undefined) return unauthorised(c);
    c.set("caller", caller);
    return next();
  });

/** Lets those through who may change what everybody sees: operators and administrators of all merchants. */
export const operatorsOnly = createMiddleware<{ Variables: CallerVariables }>(async (c, next) => {
  const { role, merchants } = c.get("caller");
  if (merchants !== null || !(role === "operator" || role === "admin"))
    throw new HTTPException(403, { message: "This is for operators of all merchants." });
  await next();
});

/** Lets those through who see all merchants: what is told here rests on everybody's payments. */
export const allMerchantsOnly = createMiddleware<{ Variables: CallerVariables }>(
  async (c, next) => {
    if (c.get("caller").merchants !== null)
      throw new HTTPException(403, { message: "This is for callers of all merchants." });
    await next();
  },
);

/** Whether a run for this caller, as of now or an earlier time, puts proposals before people. */
export const mayPropose = ({ merchants, role }: Caller, asOf: string | undefined): boolean =>
  merchants === null && role !== "viewer" && asOf === undefined;

const tokenOf = (c: Context): string =>
  /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";

function unauthorised(c: Context): Response {
  const message = "Say who you are: Authorization: Bearer TOKEN.";
  const response = sendProblem(
    c,
    problemOf(new HTTPException(401, { message }), c.get("requestId") as string),
  );
  response.headers.set("www-authenticate", "Bearer");
  return response;
}
