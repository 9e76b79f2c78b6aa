import { Cron } from "croner";
import { AgentName, agentNames } from "../agents/agent-name.ts";
import { UsageError } from "../errors.ts";
import { type Job, jobsOf, type ScheduleOverrides } from "./job.ts";

/** The jobs under a setting: nothing, `off`, or `agent=cron; agent=off`. Throws UsageError for anything else. */
export function parseSchedule(setting: string): Job[] {
  if (setting.trim() === "off") return [];
  const overrides: Record<string, string> = {};
  for (const part of setting.split(";").filter((one) => one.trim() !== "")) {
    const [name = "", cron = "", ...more] = part.split("=").map((one) => one.trim());
    const agent = AgentName.safeParse(name);
    if (!agent.success || more.length > 0)
      throw new UsageError(
        `SCHEDULE: ${part.trim()} names no agent: write off, or agent=cron with ${agentNames.join(", ")}.`,
      );
    if (!isCron(cron))
      throw new UsageError(`SCHEDULE: ${cron} is no cron expression of five fields, and not off.`);
    overrides[agent.data] = cron;
  }
  return jobsOf(overrides satisfies ScheduleOverrides);
}

function isCron(text: string): boolean {
  if (text === "off") return true;
  if (text.split(/\s+/).length !== 5) return false;
  try {
    // Croner says with an exception whether it can read one.
    return new Cron(text, { timezone: "UTC" }).nextRun() !== null;
  } catch {
    return false;
  }
}
