import { Hono } from "hono";
import { NoDataError } from "../errors.ts";
import type { RunLog } from "../runs/run-log.ts";
import type { CallerVariables } from "./authenticate.ts";

/** `GET /:id`: where a number of an answer to the same caller comes from. */
export const receiptsRoute = (receipt: RunLog["receipt"]) =>
  new Hono<{ Variables: CallerVariables }>().get("/:id", async (c) => {
    const id = c.req.param("id");
    const found = await receipt(id, c.get("caller").name);
    if (found === undefined)
      throw new NoDataError(
        `No receipt ${id} among your runs. The same question gives the same receipt again.`,
      );
    return c.json(found);
  });
