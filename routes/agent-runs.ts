import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { AgentRun } from "../graph/create-agent-run.ts";
import type { RunLog } from "../runs/run-log.ts";
import { type CallerVariables, mayPropose } from "./authenticate.ts";
import { jsonOnly } from "./json-only.ts";
import type { StreamRun } from "./stream-run.ts";

const Body = z.strictObject({ asOf: z.iso.datetime({ offset: true }).exactOptional() });
type Name = Parameters<AgentRun>[0];

/** `POST /:name/runs`: one agent over its default scope, its run out as server-sent events. 400 for a name that is no agent. */
export const agentRunsRoute = (
  runAgent: AgentRun,
  names: readonly string[],
  runs: RunLog,
  stream: StreamRun,
) =>
  new Hono<{ Variables: CallerVariables }>().post(
    "/:name/runs",
    jsonOnly,
    zValidator("json", Body, (parsed) => {
      if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
    }),
    async (c) => {
      const name = c.req.param("name");
      const isName = (text: string): text is Name => names.includes(text);
      if (!isName(name))
        throw new UsageError(`There is no agent ${name}: there are ${names.join(", ")}.`);
      const { asOf } = c.req.valid("json");
      const caller = c.get("caller");
      const run = await runs.start(({ signal }) => runAgent(name, { signal, asOf, caller }), {
        owner: caller.name,
        kind: "agent",
        input: { agent: name, ...(asOf === undefined ? {} : { asOf }) },
        mayPropose: mayPropose(caller, asOf),
      });
      return stream(c, run, 0);
    },
  );
