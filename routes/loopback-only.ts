import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True for addresses that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host.startsWith("127.");

/**
 * Refuses requests made under another name than this machine's own.
 * Why: a web page may point its own name at 127.0.0.1 (DNS rebinding) and then read our answers.
 */
export const loopbackOnly = createMiddleware(async (c, next) => {
  const host = c.req.header("host") ?? "";
  if (!loopback.has(host.replace(/:\d+$/, "").toLowerCase()))
    throw new HTTPException(403, { message: "This server answers to this machine's own names." });
  await next();
});
