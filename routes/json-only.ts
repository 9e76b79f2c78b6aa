import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";

/** Refuses a body that is not declared as JSON. Why: what a web page can send without asking us first never is. */
export const jsonOnly = createMiddleware(async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new HTTPException(415, { message: "Send the body as application/json." });
  await next();
});
