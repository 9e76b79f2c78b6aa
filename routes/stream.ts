import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { z } from "zod";
import { NoDataError, UsageError } from "../errors.ts";
import type { Stream } from "../lakehouse/stream/open-stream.ts";
import { jsonOnly } from "./json-only.ts";

const Acknowledgement = z.strictObject({
  alertId: z.string().min(1).max(500),
  by: z.string().trim().min(1).max(200),
});

/** `GET /`: lag, backlog and watermark. `POST /acknowledgements`: a person has seen an alert; 404 for one that is not open. */
export const streamRoute = (stream: Pick<Stream, "status" | "acknowledge">) =>
  new Hono()
    .get("/", async (c) => c.json(await stream.status()))
    .post(
      "/acknowledgements",
      jsonOnly,
      zValidator("json", Acknowledgement, (parsed) => {
        if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
      }),
      async (c) => {
        const { alertId, by } = c.req.valid("json");
        if (!(await stream.acknowledge(alertId, by)))
          throw new NoDataError(`There is no open alert ${alertId}.`);
        return c.json({ alertId, state: "acknowledged" });
      },
    );
