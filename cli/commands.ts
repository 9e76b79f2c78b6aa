import { agent } from "./agent.ts";
import { agents } from "./agents.ts";
import { ask } from "./ask.ts";
import { audit } from "./audit.ts";
import type { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { jobs } from "./jobs.ts";
import { load } from "./load.ts";
import { proposals } from "./proposals.ts";
import { sql } from "./sql.ts";
import { world } from "./world.ts";

/** The commands of `pay`, in the order of help. */
export const commands: readonly Command[] = [
  load,
  ask,
  agents,
  agent,
  jobs,
  proposals,
  explain,
  sql,
  audit,
  world,
];
