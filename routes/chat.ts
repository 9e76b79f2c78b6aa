import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { Ask } from "../graph/ask.ts";
import { Plan } from "../graph/plan.ts";
import type { RunLog } from "../runs/run-log.ts";
import { type CallerVariables, mayPropose } from "./authenticate.ts";
import { jsonOnly } from "./json-only.ts";
import { lastEventId } from "./last-event-id.ts";
import { resume, type StreamRun } from "./stream-run.ts";

const bodyLimitKb = 64;
const { range, compare, filters } = Plan.shape.scope.shape;

/** The body of `POST /api/chat`. `scope` overrides what the question says. */
export const ChatRequest = z.strictObject({
  question: z.string().trim().min(1, "the question is empty").max(2_000),
  threadId: z.string().min(1).max(200).exactOptional(),
  asOf: z.iso.datetime({ offset: true }).exactOptional(),
  scope: z
    .strictObject({
      range: range.exactOptional(),
      compare: compare.exactOptional(),
      filters: filters.exactOptional(),
    })
    .exactOptional(),
});

/** `POST /`: a question in, its run out as server-sent events. With `Last-Event-ID` the rest of that run, not run again. */
export const chatRoute = (ask: Ask, runs: RunLog, stream: StreamRun) =>
  new Hono<{ Variables: CallerVariables }>()
    .use(
      createMiddleware(async (c, next) => {
        const last = c.req.method === "POST" ? lastEventId(c) : null;
        return last === null ? next() : resume(c, runs, last, stream);
      }),
    )
    .post(
      "/",
      jsonOnly,
      bodyLimit({
        maxSize: bodyLimitKb * 1024,
        onError: () => {
          throw new HTTPException(413, { message: `A body holds at most ${bodyLimitKb} kB.` });
        },
      }),
      zValidator("json", ChatRequest, (parsed) => {
        if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
      }),
      async (c) => {
        const input = c.req.valid("json");
        const caller = c.get("caller");
        const { question: _, ...rest } = input;
        const run = await runs.start(({ signal }) => ask(input, { signal, caller }), {
          owner: caller.name,
          kind: "ask",
          thread: input.threadId,
          input: rest,
          mayPropose: mayPropose(caller, input.asOf),
        });
        return stream(c, run, 0);
      },
    );
