import { Hono } from "hono";
import { NoDataError } from "../errors.ts";
import type { Receipt } from "./run-log.ts";

/** `GET /:id`: where a number of a recent answer comes from. */
export const receiptsRoute = (receipt: (id: string) => Receipt | undefined) =>
  new Hono().get("/:id", (c) => {
    const id = c.req.param("id");
    const found = receipt(id);
    if (found === undefined)
      throw new NoDataError(
        `No receipt ${id} among the recent runs. The same question gives the same receipt again.`,
      );
    return c.json(found);
  });
