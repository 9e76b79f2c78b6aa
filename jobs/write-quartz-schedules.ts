import { writeFileSync } from "node:fs";
import { quartzSchedules } from "./quartz-schedules.ts";

writeFileSync(new URL("quartz-schedules.json", import.meta.url), quartzSchedules());
