import type { Dimension } from "../lakehouse/dictionary/dimension.ts";
import type { Scope } from "../lakehouse/scope.ts";
import type { GoldTool, ToolRun } from "../tools/gold-tool.ts";
import type { AgentName } from "./agent-name.ts";
import type { Finding } from "./finding.ts";
import type { Intent } from "./intent.ts";
import type { Move } from "./move.ts";
import type { Proposal } from "./proposal.ts";

/** What a playbook is asked: the plan of the orchestrator, as far as it concerns one specialist. */
export interface Task {
  readonly intent: Intent;
  readonly scope: Scope;
  /** Dimensions the question named to break down by; empty = the agent's own choice. */
  readonly by: readonly Dimension[];
  /** Metric the question named, an id of the metric dictionary; null = the agent's own choice. */
  readonly metric: string | null;
  /** Of a what-if about routes: what to move where. */
  readonly move?: Move | undefined;
}

/** What a playbook works with. `call` runs one of the agent's own tools, reports it, and keeps its receipt. */
export interface Workbench {
  call<Input, Result>(tool: GoldTool<Input, Result>, input: Input): Promise<ToolRun<Result>>;
  readonly signal: AbortSignal;
}

/** `missing` names what the data lack for this field, in words that can be shown: "this export has no fraud scores". */
export interface Report {
  readonly findings: Finding[];
  readonly proposals: Proposal[];
  readonly missing: string[];
}

/** An agent is a value: what it handles, its tools, when it runs, and the checks a good analyst of its field always makes. */
export interface Agent {
  readonly name: AgentName;
  /** One sentence, shown to people and to the planner. */
  readonly handles: string;
  // biome-ignore lint/suspicious/noExplicitAny: a list of tools is heterogeneous in input and result by nature
  readonly tools: readonly GoldTool<any, any>[];
  /** Cron expression in UTC. */
  readonly schedule: string;
  /** The intent its scheduled run answers. */
  readonly defaultIntent: Intent;
  /** Checks that a model may send it to, over a part of the traffic. */
  readonly looks: readonly Intent[];
  playbook(task: Task, bench: Workbench): Promise<Report>;
}
