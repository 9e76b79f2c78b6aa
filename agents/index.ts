import type { Agent } from "./agent.ts";
import { decline } from "./decline.ts";
import { orchestrator } from "./orchestrator.ts";
import { performance } from "./performance.ts";
import { retry } from "./retry.ts";
import { risk } from "./risk.ts";
import { routing } from "./routing.ts";

/** The five that the orchestrator can ask, in the order of `specialistNames`. */
export const specialists: readonly Agent[] = [routing, retry, decline, risk, performance];

/** All six. */
export const agents: readonly Agent[] = [...specialists, orchestrator];
