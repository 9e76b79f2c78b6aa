import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import { approve, type Desk } from "../proposals/decide.ts";
import { showProposal, showProposals } from "../proposals/proposal-view.ts";
import { reject, revert, snooze } from "../proposals/set-aside.ts";
import { type CallerVariables, operatorsOnly } from "./authenticate.ts";
import { jsonOnly } from "./json-only.ts";

const State = z.enum([
  "new",
  "snoozed",
  "rejected",
  "expired",
  "superseded",
  "applied",
  "reverted",
]);
const Query = z.object({ state: z.union([State, z.literal("all")]).default("new") });
const reason = z.string().trim().max(2_000);
const ids = z.array(z.string().max(100)).min(1).max(100);
const Approval = z.strictObject({
  reason: reason.exactOptional(),
  /** What to set instead, in the shape of the change. */
  edit: z.unknown().optional(),
});
const Rejection = z.strictObject({ reason: reason.min(1) });
const Snooze = z.strictObject({
  until: z.iso.datetime({ offset: true }),
  reason: reason.exactOptional(),
});

/** Throws UsageError for a body that is not of the schema. */
const body = <Schema extends z.ZodType>(schema: Schema) =>
  zValidator("json", schema, (parsed) => {
    if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
  });

/**
 * `GET /?state=`, `GET /:id`; `POST /:id/approve`, `/:id/reject`, `/:id/snooze`, `/:id/revert`; `POST /reject` and `/snooze` for
 * several. Deciding the same twice changes nothing; 409 where it was decided otherwise or the data have changed.
 */
export const proposalsRoute = (desk: Desk) =>
  new Hono<{ Variables: CallerVariables }>()
    .get("/", async (c) => {
      const query = Query.safeParse(c.req.query());
      if (!query.success) throw new UsageError(z.prettifyError(query.error));
      const { state } = query.data;
      const proposals = await showProposals(desk.db, state === "all" ? null : state, desk.now());
      return c.json({ proposals });
    })
    .get("/:id", async (c) => c.json(await showProposal(desk.db, c.req.param("id"), desk.now())))
    .use(operatorsOnly, jsonOnly)
    .post("/reject", body(Rejection.extend({ ids })), async (c) => {
      const { ids: named, reason: why } = c.req.valid("json");
      await reject(desk.db, named, { by: c.get("caller"), now: desk.now(), reason: why });
      return c.json({ rejected: named });
    })
    .post("/snooze", body(Snooze.extend({ ids })), async (c) => {
      const { ids: named, until, reason: why } = c.req.valid("json");
      const who = { by: c.get("caller"), now: desk.now() };
      await snooze(desk.db, named, { ...who, until: new Date(until), reason: why });
      return c.json({ snoozed: named });
    })
    .post("/:id/approve", body(Approval), async (c) => {
      const id = c.req.param("id");
      const decided = await approve(desk, { id, by: c.get("caller"), ...c.req.valid("json") });
      return c.json({ ...decided, proposal: await showProposal(desk.db, id, desk.now()) });
    })
    .post("/:id/reject", body(Rejection), async (c) => {
      const id = c.req.param("id");
      const { reason: why } = c.req.valid("json");
      await reject(desk.db, [id], { by: c.get("caller"), now: desk.now(), reason: why });
      return c.json(await showProposal(desk.db, id, desk.now()));
    })
    .post("/:id/snooze", body(Snooze), async (c) => {
      const id = c.req.param("id");
      const { until, reason: why } = c.req.valid("json");
      const who = { by: c.get("caller"), now: desk.now() };
      await snooze(desk.db, [id], { ...who, until: new Date(until), reason: why });
      return c.json(await showProposal(desk.db, id, desk.now()));
    })
    .post("/:id/revert", body(Rejection), async (c) => {
      const id = c.req.param("id");
      const { reason: why } = c.req.valid("json");
      const who = { by: c.get("caller"), now: desk.now() };
      const version = await revert(desk.db, id, { ...who, reason: why });
      return c.json({ version, proposal: await showProposal(desk.db, id, desk.now()) });
    });
