import { playbookOf } from "./desk.ts";
import { approvalChange } from "./performance/approval-change.ts";

/** What the orchestrator says of its own accord: how approval stands. Everything else it asks of the specialists. */
export const orchestratorPlaybook = playbookOf("orchestrator", () => [approvalChange]);
