import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { UsageError } from "../errors.ts";
import { jobsOf, nextSlot, slotsBetween } from "./job.ts";
import { parseSchedule } from "./parse-schedule.ts";
import { quartzOf } from "./quartz.ts";
import { quartzSchedules } from "./quartz-schedules.ts";

const at = (text: string): Date => new Date(`${text}:00Z`);

describe("the schedule", () => {
  test("gives each agent its slots of a week", () => {
    const counts = jobsOf().map((job) => [
      job.agent,
      slotsBetween(job, at("2026-11-22T23:59"), at("2026-11-29T23:59")).length,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      routing: 28,
      retry: 42,
      decline: 7,
      risk: 84,
      performance: 7,
      orchestrator: 1,
    });
  });

  test("knows no daylight saving: every slot once, on the days when clocks change too", () => {
    const [routing] = jobsOf();
    if (routing === undefined) throw new Error("no job");
    for (const day of ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"]) {
      const slots = slotsBetween(routing, at(`${day}T00:01`), at(`${day}T23:59`));
      expect(slots).toEqual(
        [6, 12, 18].map((hour) => at(`${day}T${String(hour).padStart(2, "0")}:00`).toISOString()),
      );
    }
  });

  test("runs the orchestrator on Monday at 07:00", () => {
    const job = jobsOf().find(({ agent }) => agent === "orchestrator");
    if (job === undefined) throw new Error("no job");
    // 24 November 2026 is a Tuesday.
    expect(nextSlot(job, at("2026-11-24T12:00"))).toBe("2026-11-30T07:00:00.000Z");
    expect(new Date("2026-11-30T07:00:00Z").getUTCDay()).toBe(1);
  });

  test("is set per agent, or turned off", () => {
    const jobs = parseSchedule("routing=0 */3 * * *; risk=off");
    expect(jobs.find(({ agent }) => agent === "routing")?.cron).toBe("0 */3 * * *");
    expect(jobs.map(({ agent }) => agent)).not.toContain("risk");
    expect(jobs).toHaveLength(5);
    expect(parseSchedule("off")).toEqual([]);
    expect(parseSchedule("")).toEqual(jobsOf());
    for (const wrong of ["rooting=0 * * * *", "risk=hourly", "risk=61 * * * *", "risk"])
      expect(() => parseSchedule(wrong)).toThrow(UsageError);
  });
});

describe("Quartz expressions", () => {
  test("are those in the file that the bundle takes", () => {
    const file = readFileSync(new URL("quartz-schedules.json", import.meta.url), "utf8");
    expect(file).toBe(quartzSchedules());
  });

  /** Quartz counts weekdays from Sunday = 1: read back by its own rules. */
  const quartzDays = ["", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

  test("shift weekdays: cron's 0 and 7 are Sunday, Quartz's 1 is", () => {
    for (let day = 0; day <= 7; day++) {
      const written = quartzOf(`30 6 * * ${day}`).split(" ").at(-1) ?? "";
      const isoSunday = new Date(Date.UTC(2026, 10, 22));
      const cronDay = nextSlot({ agent: "risk", cron: `30 6 * * ${day}` }, isoSunday);
      expect(quartzDays.indexOf(written)).toBe(new Date(cronDay ?? "").getUTCDay() + 1);
    }
    expect(quartzOf("0 7 * * 1-5")).toBe("0 0 7 ? * MON-FRI");
    expect(quartzOf("0 7 * * 1,3,0")).toBe("0 0 7 ? * MON,WED,SUN");
  });

  test("have one question mark among the days, and steps that begin at zero", () => {
    expect(quartzOf("*/15 */2 * * *")).toBe("0 0/15 0/2 * * ?");
    expect(quartzOf("0 4 1 */3 *")).toBe("0 0 4 1 */3 ?");
    for (const wrong of ["0 0 * * * *", "0 7 1 * 1", "x * * * *", "0 7 * * */2"])
      expect(() => quartzOf(wrong)).toThrow(UsageError);
  });
});

test("a webhook's signature is what a receiver computes by the standard", async () => {
  const { signatureOf } = await import("./deliver.ts");
  const sent = { id: "m-1", timestamp: "1795521600", body: '{"a":1}' };
  const own = createHmac("sha256", "a-secret-of-16-ch").update("m-1.1795521600.").update(sent.body);
  expect(signatureOf("a-secret-of-16-ch", sent)).toBe(`v1,${own.digest("base64")}`);
});
