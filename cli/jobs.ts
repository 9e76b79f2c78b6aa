import { AgentName } from "../agents/agent-name.ts";
import { UsageError } from "../errors.ts";
import { nextSlot } from "../jobs/job.ts";
import { Outcome } from "../jobs/outcome.ts";
import { parseSchedule } from "../jobs/parse-schedule.ts";
import { quartzOf } from "../jobs/quartz.ts";
import { newestSlots, type SlotRow } from "../state/job-slots.ts";
import { defineCommand } from "./command.ts";
import { outcomeLines } from "./outcome-lines.ts";
import { dataOption, jsonOption, withData } from "./shared-options.ts";
import { renderTable } from "./table.ts";

const shown = 20;

export const jobs = defineCommand({
  name: "jobs",
  summary: "Show the schedule, or what the runs of one agent found",
  operands: "[AGENT]",
  examples: [
    { line: "pay jobs", does: "every agent's schedule, last and next slot" },
    { line: "pay jobs risk", does: `its newest ${shown} slots, run against run` },
  ],
  options: { data: dataOption, json: jsonOption },
  notes: "The schedule is the code's unless SCHEDULE says otherwise; a running server follows it.",
  async run({ values, positionals }, { config, openState, stdout, stderr }) {
    const settings = withData(config(), values.data);
    const { db, close } = await openState(settings);
    const until = new Date();
    try {
      const [name, ...more] = positionals;
      if (name === undefined) {
        const all = parseSchedule(settings.schedule);
        const rows = await Promise.all(
          all.map(async (job) => {
            const [last] = await newestSlots(db, job.agent, { until, limit: 1 });
            return {
              agent: job.agent,
              cron: job.cron,
              quartz: quartzOf(job.cron),
              last: last?.slot ?? null,
              status: last?.status ?? null,
              next: nextSlot(job, until),
            };
          }),
        );
        if (rows.length === 0 && !values.json) stderr.write("The schedule is off.\n");
        else stdout.write(values.json ? `${JSON.stringify(rows)}\n` : `${renderTable(rows)}\n`);
        return 0;
      }
      const agent = AgentName.safeParse(name);
      if (!agent.success || more.length > 0) throw new UsageError("Name one agent: pay jobs risk");
      const slots = await newestSlots(db, agent.data, { until, limit: shown });
      if (values.json) stdout.write(`${JSON.stringify(slots.map(readable))}\n`);
      else if (slots.length === 0) stderr.write("It has not run yet.\n");
      else stdout.write(`${slots.flatMap(linesOf).join("\n")}\n`);
      return 0;
    } finally {
      await close();
    }
  },
});

const readable = ({ token: _, outcome, ...row }: SlotRow) => ({
  ...row,
  outcome: outcome === null ? null : Outcome.parse(JSON.parse(outcome)),
});

const linesOf = (row: SlotRow): string[] => {
  const { slot, status, reason, outcome } = readable(row);
  return [
    `${slot}  ${status}${reason === null ? "" : `: ${reason}`}`,
    ...(outcome === null ? [] : outcomeLines(outcome).map((line) => `  ${line}`)),
  ];
};
