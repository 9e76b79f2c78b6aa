import { Cron } from "croner";
import type { AgentName } from "../agents/agent-name.ts";
import { agents } from "../agents/index.ts";

/** An agent on its schedule. */
export interface Job {
  readonly agent: AgentName;
  /** Five fields, in UTC: there is no daylight saving to skip a slot or to give one twice. */
  readonly cron: string;
}

/** A schedule of its own for an agent, or `off`. */
export type ScheduleOverrides = Readonly<Partial<Record<AgentName, string>>>;

/** Every scheduled agent: the one source of the local schedule and of the bundle's. */
export const jobsOf = (overrides: ScheduleOverrides = {}): Job[] =>
  agents
    .map(({ name, schedule }) => ({ agent: name, cron: overrides[name] ?? schedule }))
    .filter(({ cron }) => cron !== "off");

/** The next slot of a job after an instant. */
export const nextSlot = ({ cron }: Job, after: Date): string | null =>
  new Cron(cron, { timezone: "UTC" }).nextRun(after)?.toISOString() ?? null;

/** The slots of a job in `(after, until]`, oldest first. */
export function slotsBetween(job: Job, after: Date, until: Date): string[] {
  const slots: string[] = [];
  const last = until.toISOString();
  for (let slot = nextSlot(job, after); slot !== null && slot <= last; ) {
    slots.push(slot);
    slot = nextSlot(job, new Date(slot));
  }
  return slots;
}
