import { agent } from "./agent.ts";
import { agents } from "./agents.ts";
import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { load } from "./load.ts";
import { sql } from "./sql.ts";
import { world } from "./world.ts";

/** The commands of `pay`, in the order of help. */
export const commands: readonly Command[] = [load, ask, agents, agent, explain, sql, world];
