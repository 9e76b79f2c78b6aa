import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import type { Stream } from "../lakehouse/stream/open-stream.ts";
import { problemOf, sendProblem } from "./problem.ts";

const bodyLimitMb = 16;

/**
 * `POST /`: a batch of events, one JSON object a line. 200 when all of it is durable, with what was rejected and why; 429
 * with `Retry-After` while more is waiting than can be taken in soon; 413 for too large a body.
 */
export const eventsRoute = (stream: Pick<Stream, "accept" | "retryAfterSeconds">) =>
  new Hono().post(
    "/",
    ndjsonOnly,
    createMiddleware(async (c, next) => {
      const seconds = stream.retryAfterSeconds();
      if (seconds === null) return next();
      const message = `More events are waiting than can be taken in: try again in ${seconds} s.`;
      const error = new HTTPException(429, { message });
      const response = sendProblem(c, problemOf(error, c.get("requestId") ?? "-"));
      response.headers.set("retry-after", String(seconds));
      return response;
    }),
    bodyLimit({
      maxSize: bodyLimitMb << 20,
      onError: () => {
        throw new HTTPException(413, {
          message: `A batch holds at most ${bodyLimitMb} MB: send it in parts.`,
        });
      },
    }),
    async (c) => c.json(await stream.accept(Buffer.from(await c.req.arrayBuffer()))),
  );

/** Why: what a web page can send without asking us first is never this type. */
const ndjsonOnly = createMiddleware(async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-ndjson")
    throw new HTTPException(415, { message: "Send events as application/x-ndjson." });
  await next();
});
