import { type Job, jobsOf } from "./job.ts";
import { quartzOf } from "./quartz.ts";

/** The schedules as the bundle's jobs take them, as text of `quartz-schedules.json`. */
export const quartzSchedules = (jobs: readonly Job[] = jobsOf()): string =>
  `${JSON.stringify(
    Object.fromEntries(
      jobs.map(({ agent, cron }) => [
        agent,
        { quartz_cron_expression: quartzOf(cron), timezone_id: "UTC" },
      ]),
    ),
    null,
    2,
  )}\n`;
