import { specialistNames } from "../agents/agent-name.ts";
import type { Finding } from "../agents/finding.ts";
import { composeAnswer } from "./answer/compose-answer.ts";
import { type ModelUse, madeBy } from "./answer/made-by.ts";
import { orderFindings } from "./answer/order-findings.ts";
import { declinedAnswer, failedAnswer } from "./answer/plain-answer.ts";
import type { Written } from "./answer/written.ts";
import type { Tried } from "./model/try-model.ts";
import type { Outcome } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { RunAnswer } from "./run-answer.ts";
import type { Look, RunContext } from "./run-context.ts";

/** What the orchestrator is asked in one run. */
export interface Assignment {
  /** The plan of the question reader, or of a scheduled run. */
  plan(): Plan;
  /** Asks the model to plan; null where the plan is given. */
  readonly planWithModel: ((draft: Plan) => Promise<Tried<Plan>>) | null;
  /** Words what was found; null without a model. */
  readonly write: ((findings: readonly Finding[]) => Promise<Tried<Written | null>>) | null;
  readonly look: Look | null;
  /** How far the data end before now, in words. */
  readonly lag: string | null;
}

export interface Orchestrator {
  plan(): Promise<Plan>;
  answer(plan: Plan, outcomes: readonly Outcome[]): Promise<RunAnswer>;
}

/** Plans first, answers when the specialists have reported. One for each run: it remembers what the model did in it. */
export const createOrchestrator = (assignment: Assignment, run: RunContext): Orchestrator => {
  const { write: writeWithModel } = assignment;
  const failures: string[] = [];
  const use = (): ModelUse =>
    writeWithModel === null ? { configured: false } : { configured: true, failures };
  const resultOr = <Result>(tried: Tried<Result>, playbook: Result): Result => {
    if (tried.ok) return tried.result;
    failures.push(tried.reason);
    return playbook;
  };

  const plan = async (): Promise<Plan> => {
    const draft = assignment.plan();
    // Why: a refusal of the reader protects people and data; no model may turn it into an answer.
    if (assignment.planWithModel === null || draft.outcome === "refuse") return draft;
    return resultOr(await assignment.planWithModel(draft), draft);
  };

  const write = async (agreed: Plan, outcomes: readonly Outcome[]): Promise<Written | null> => {
    if (writeWithModel === null) return null;
    failures.push(...outcomes.flatMap(({ stopped }) => stopped ?? []));
    const findings = orderFindings(agreed, new Map(outcomes.map((o) => [o.agent, o.findings])));
    return resultOr(await writeWithModel(findings), null);
  };

  const answer = async (agreed: Plan, outcomes: readonly Outcome[]): Promise<RunAnswer> => {
    const { isSample } = run.catalogue;
    if (agreed.outcome !== "answer") return declinedAnswer(agreed, isSample, use());
    const failed = outcomes.flatMap(({ unavailable }) => unavailable ?? []);
    const [first] = failed;
    if (first !== undefined && failed.length === outcomes.length) return failedAnswer(first, use());
    const written = await write(agreed, outcomes);
    const { mode, sentence } = madeBy(use());
    const { followups, findings, proposals, figures, ...text } = composeAnswer({
      plan: agreed,
      outcomes,
      isSample,
      vocabulary: run.vocabulary,
      lag: assignment.lag,
      madeBy: sentence,
      written,
    });
    const receipts = outcomes.flatMap((outcome) => outcome.receipts);
    return {
      status: failed.length > 0 ? "partial" : "ok",
      mode,
      answer: { ...text, blocks: [...text.blocks], sources: [...text.sources] },
      findings: [...findings],
      proposals: [...proposals],
      figures: [...figures],
      receipts: [...new Map(receipts.map((receipt) => [receipt.id, receipt])).values()],
      followups: [...followups],
    };
  };

  return {
    plan: () => step("plan", plan, run),
    answer: (agreed, outcomes) => step("answer", () => answer(agreed, inOrder(outcomes)), run),
  };
};

/** Specialists finish in any order; what is made of their reports must not depend on it. */
const inOrder = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.toSorted((a, b) => order(a) - order(b));

const order = ({ agent }: Outcome): number => specialistNames.indexOf(agent);

const step = async <Result>(
  label: string,
  work: () => Promise<Result>,
  { tell, clock }: RunContext,
): Promise<Result> => {
  const started = clock();
  await tell({ type: "step.started", agent: "orchestrator", label });
  const result = await work();
  const ms = clock() - started;
  const about = { agent: "orchestrator" as const, label };
  await tell({ type: "step.finished", ...about, ms, status: "ok", error: null });
  return result;
};
