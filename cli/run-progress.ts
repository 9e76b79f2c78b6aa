import type { AgentName } from "../agents/agent-name.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import type { Progress } from "./progress.ts";

/** Tells the events of one run as progress: who is asked, what is under way, what is finished. */
export class RunProgress {
  readonly #progress: Progress;
  readonly #underWay = new Map<AgentName, string>();

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  tell(event: AskEvent): void {
    switch (event.type) {
      case "plan": {
        const { agents, scope } = event.plan;
        if (agents.length > 0)
          this.#progress.step(`asking ${agents.join(", ")} about ${scope.range.label}`);
        break;
      }
      case "step.started":
        this.#underWay.set(event.agent, event.label);
        break;
      case "tool.started":
        this.#underWay.set(event.agent, event.tool);
        break;
      case "step.finished": {
        this.#underWay.delete(event.agent);
        const seconds = `${(event.ms / 1_000).toFixed(2)} s`;
        const outcome = event.status === "ok" ? "done" : `failed: ${event.error ?? "no reason"}`;
        this.#progress.step(`${lineOf(event.agent, event.label)} ${outcome} (${seconds})`);
        break;
      }
      case "run.started":
      case "tool.finished":
      case "receipt":
      case "block":
      case "proposal":
      case "followups":
      case "run.finished":
        break;
    }
    const line = [...this.#underWay].map(([agent, doing]) => lineOf(agent, doing)).join(" · ");
    if (line !== "") this.#progress.live(`… ${line}`);
  }
}

/** `agent: what it does`, also where the label begins with the agent already. */
const lineOf = (agent: AgentName, label: string): string =>
  label.startsWith(`${agent}: `) ? label : `${agent}: ${label}`;
