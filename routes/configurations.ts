import { Hono } from "hono";
import { NoDataError } from "../errors.ts";
import { parseConfiguration } from "../proposals/configuration.ts";
import type { Desk } from "../proposals/decide.ts";
import {
  type ConfigurationRow,
  findConfiguration,
  listConfigurations,
  newestConfiguration,
} from "../state/configurations.ts";
import type { CallerVariables } from "./authenticate.ts";

const mostListed = 200;

/** `GET /`: the versions, newest first. `GET /current`, `GET /:version`: what one sets. */
export const configurationsRoute = ({ db }: Pick<Desk, "db">) =>
  new Hono<{ Variables: CallerVariables }>()
    .get("/", async (c) => {
      const rows = await listConfigurations(db, mostListed);
      return c.json({ configurations: rows.map(({ content: _, ...row }) => row) });
    })
    .get("/current", async (c) => c.json(shown(await newestConfiguration(db))))
    .get("/:version{\\d{1,9}}", async (c) => {
      const version = Number(c.req.param("version"));
      const row = await findConfiguration(db, version);
      if (row === undefined) throw new NoDataError(`There is no configuration ${version}.`);
      return c.json(shown(row));
    });

const shown = (row: ConfigurationRow | undefined) => ({
  version: row?.version ?? 0,
  why: row?.why ?? "nothing was applied yet",
  proposalId: row?.proposal_id ?? null,
  by: row?.by ?? null,
  at: row?.at ?? null,
  ...parseConfiguration(row?.content),
});
