import { Hono } from "hono";
import { NoDataError } from "../errors.ts";
import type { CallerVariables } from "./authenticate.ts";
import type { RunLog } from "./run-log.ts";

/** `GET /:id`: where a number of a recent answer to the same caller comes from. */
export const receiptsRoute = (receipt: RunLog["receipt"]) =>
  new Hono<{ Variables: CallerVariables }>().get("/:id", (c) => {
    const id = c.req.param("id");
    const found = receipt(id, c.get("caller").name);
    if (found === undefined)
      throw new NoDataError(
        `No receipt ${id} among the recent runs. The same question gives the same receipt again.`,
      );
    return c.json(found);
  });
