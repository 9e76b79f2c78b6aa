import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import type { Row } from "../lakehouse/warehouse.ts";
import type { CallerVariables } from "./authenticate.ts";
import { jsonOnly } from "./json-only.ts";

/** One SELECT over what is public, as `pay sql` runs it. */
export type SqlWindow = (
  statement: string,
  options: { signal: AbortSignal; caller: Caller },
) => Promise<Row[]>;

const Body = z.strictObject({ statement: z.string().trim().min(1, "the statement is empty") });

/** `POST /`: one read-only SELECT in, its rows out. Ends when whoever asked has left. */
export const sqlRoute = (sql: SqlWindow) =>
  new Hono<{ Variables: CallerVariables }>().post(
    "/",
    jsonOnly,
    bodyLimit({ maxSize: 64 * 1024 }),
    zValidator("json", Body, (parsed) => {
      if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
    }),
    async (c) => {
      const { signal } = c.req.raw;
      const caller = c.get("caller");
      return c.json(await sql(c.req.valid("json").statement, { signal, caller }));
    },
  );
