import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { Agent } from "../agents/agent.ts";
import { specialistNames } from "../agents/agent-name.ts";
import { AskEvent } from "./ask-event.ts";
import { createAsk } from "./create-ask.ts";
import { checkGrounding } from "./grounding/check-grounding.ts";
import { createVocabulary } from "./grounding/vocabulary.ts";
import {
  catalogue,
  collect,
  findingOf,
  planFor,
  reportOf,
  resultOf,
  scope,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
} from "./scripted-run.ts";
import { spokenAgents } from "./spoken-agents.ts";

const signal = (): AbortSignal => new AbortController().signal;
const everyone = planFor(specialistNames);
const found = scriptedAgent("performance", reportOf({ findings: [findingOf()] }));
const asking = (agents: readonly Agent[], plan = everyone, over = {}) =>
  collect(
    createAsk(scriptedDependencies(agents, plan, over))({ question: "why?" }, { signal: signal() }),
  );

describe("createAsk", () => {
  test("tells a run in numbered events that begin with its start and end with its result", async () => {
    const events = await asking(scriptedAgents([found]));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(0)?.type).toBe("run.started");
    expect(events.at(-1)?.type).toBe("run.finished");
    for (const event of events) expect(() => AskEvent.parse(event)).not.toThrow();
    expect(resultOf(events)).toMatchObject({ status: "ok", mode: "playbook", runId: "run-1" });
  });

  test("asks exactly the specialists of the plan, each with its step, tool and receipt", async () => {
    const events = await asking(scriptedAgents([found]), planFor(["decline", "performance"]));
    const steps = events.flatMap((event) => (event.type === "step.started" ? [event.agent] : []));
    expect(steps).toEqual(["orchestrator", "decline", "performance", "orchestrator"]);
    expect(events.filter(({ type }) => type === "tool.finished")).toHaveLength(2);
    expect(events.filter(({ type }) => type === "receipt")).toHaveLength(2);
  });

  test("runs the specialists at the same time", async () => {
    let running = 0;
    let most = 0;
    const busy = specialistNames.map(
      (name): Agent => ({
        ...scriptedAgent(name),
        async playbook() {
          running += 1;
          most = Math.max(most, running);
          await sleep(5);
          running -= 1;
          return reportOf();
        },
      }),
    );
    await asking(busy);
    expect(most).toBe(5);
  });

  test("gives the same bytes again, in whatever order the specialists finish", async () => {
    const plan = planFor(["routing", "retry", "decline", "performance"]);
    const delayed = (delays: readonly number[]): Agent[] =>
      spokenAgents.map((agent, index) => ({
        ...agent,
        async playbook(task, bench) {
          await sleep(delays[index] ?? 0);
          return agent.playbook(task, bench);
        },
      }));
    const first = resultOf(await asking(delayed([0, 4, 8, 12, 16]), plan));
    const second = resultOf(await asking(delayed([16, 12, 8, 4, 0]), plan));
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  test("gives exactly the figures that the answer renders, each with a receipt of the run", async () => {
    const plan = planFor(["routing", "retry", "decline", "performance"]);
    const { answer, figures, receipts } = resultOf(await asking(spokenAgents, plan));
    const rendered = new Set(answer.sources?.flatMap((source) => source.figures));
    expect(new Set(figures.map(({ id }) => id))).toEqual(rendered);
    const known = new Set(receipts.map(({ id }) => id));
    for (const { receiptId } of figures) expect(known).toContain(receiptId);
    expect(answer.markdown).toContain(`Receipts: ${receipts[0]?.id}.`);
  });

  test("ends every answer grounded, also when an agent writes numbers of its own", async () => {
    const sloppy = scriptedAgent(
      "performance",
      reportOf({
        findings: [findingOf({ text: "Of 12 issuers most fell. It was {{performance.f1}}." })],
      }),
    );
    const { answer, figures } = resultOf(
      await asking(scriptedAgents([sloppy]), planFor(["performance"])),
    );
    expect(answer.markdown).not.toContain("12 issuers");
    expect(answer.markdown).toContain("It was 85.4%.");
    expect(answer.markdown).toContain("Statements taken out because no figure carries them: 1.");
    const vocabulary = createVocabulary(catalogue.values);
    const sources = answer.sources ?? [];
    expect(checkGrounding(answer.markdown, { figures, scope, sources, vocabulary })).toEqual([]);
  });

  test("says so where the data are the sample, in answers and in refusals", async () => {
    const over = { loadCatalogue: async () => ({ ...catalogue, isSample: true }) };
    const refusal = planFor([], { outcome: "refuse", message: "Not about payments." });
    for (const plan of [everyone, refusal])
      expect(resultOf(await asking(scriptedAgents([found]), plan, over)).answer.markdown).toContain(
        "Sample data, simulated",
      );
  });

  test("refuses and asks back in the words of the plan, without asking any specialist", async () => {
    const refused = planFor([], { outcome: "refuse", message: "Full numbers are never stored." });
    const events = await asking(scriptedAgents(), refused);
    expect(resultOf(events)).toMatchObject({ status: "refused", figures: [], receipts: [] });
    expect(resultOf(events).answer.markdown).toBe("Full numbers are never stored.");
    expect(events.some(({ type }) => type === "tool.started")).toBe(false);

    const unclear = planFor([], {
      outcome: "clarify",
      message: "Which account?",
      options: ["adyen EU", "adyen US"],
    });
    const asked = resultOf(await asking(scriptedAgents(), unclear));
    expect(asked.status).toBe("clarify");
    expect(asked.answer.markdown).toBe("Which account?\n- adyen EU\n- adyen US");
  });

  test("reads the catalogue once for one state of the data", async () => {
    const loadCatalogue = vi.fn(async () => catalogue);
    const ask = createAsk(scriptedDependencies(scriptedAgents(), everyone, { loadCatalogue }));
    for (let i = 0; i < 3; i += 1) await collect(ask({ question: "why?" }, { signal: signal() }));
    expect(loadCatalogue).toHaveBeenCalledTimes(1);
  });

  test("goes on from the plan before within a thread, and only there", async () => {
    const readQuestion = vi.fn(() => everyone);
    const ask = createAsk(scriptedDependencies(scriptedAgents(), everyone, { readQuestion }));
    const previous = () => readQuestion.mock.lastCall as unknown as [string, unknown, object];
    await collect(ask({ question: "why?", threadId: "a" }, { signal: signal() }));
    await collect(ask({ question: "and Mexico?", threadId: "a" }, { signal: signal() }));
    expect(previous()[2]).toMatchObject({ previous: everyone });
    await collect(ask({ question: "and Mexico?", threadId: "b" }, { signal: signal() }));
    expect(previous()[2]).toMatchObject({ previous: undefined });
  });

  test("takes card numbers out of the question before it is told", async () => {
    const ask = createAsk(scriptedDependencies(scriptedAgents(), everyone));
    const events = await collect(
      ask({ question: "find 4111 1111 1111 1111" }, { signal: signal() }),
    );
    expect(JSON.stringify(events)).not.toMatch(/4111 1111 1111 1111/);
  });

  test("says how old the data are only where it is told the time", async () => {
    const now = () => new Date("2026-11-25T12:00:00Z");
    const told = resultOf(await asking(scriptedAgents([found]), everyone, { now }));
    expect(told.answer.markdown).toContain("The data end 3 days before this answer was made.");
    const untold = resultOf(await asking(scriptedAgents([found])));
    expect(untold.answer.markdown).not.toContain("The data end");
    expect(untold.answer.markdown).toContain("data as of 2026-11-22 09:30 UTC");
  });

  test("sends no trace anywhere, whatever the environment says, and leaves no listeners behind", async () => {
    vi.stubEnv("LANGSMITH_TRACING", "true");
    vi.stubEnv("LANGSMITH_API_KEY", "key");
    const fetch = vi.spyOn(globalThis, "fetch");
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on("warning", onWarning);
    const caller = signal();
    const ask = createAsk(scriptedDependencies(scriptedAgents([found]), everyone));
    for (let i = 0; i < 30; i += 1) await collect(ask({ question: "why?" }, { signal: caller }));
    await sleep(20);
    process.off("warning", onWarning);
    expect(fetch).not.toHaveBeenCalled();
    expect(warnings).toEqual([]);
    vi.unstubAllEnvs();
    fetch.mockRestore();
  });
});
