import { Annotation, END, Send, START, StateGraph } from "@langchain/langgraph";
import { specialistNames } from "../agents/agent-name.ts";
import { createAsk } from "../graph/create-ask.ts";
import { checkGrounding } from "../graph/grounding/check-grounding.ts";
import { createVocabulary } from "../graph/grounding/vocabulary.ts";
import { repaired } from "../graph/model/wire/repaired.ts";
import { asFetch } from "../graph/model/wire/transport.ts";
import { catalogue, planFor, scriptedAgents, scriptedDependencies } from "../graph/scripted-run.ts";
import { spokenAgents } from "../graph/spoken-agents.ts";

const runs = 500;
const runsPerTick = 20;
/** A run over five specialists that do nothing may cost this much, and this much more than the bare graph. */
const limits = {
  p50Ms: 5,
  timesBare: 2.2,
  runsPerSecond: 150,
  firstTokenMs: 10,
  tokenUs: 50,
  checkMs: 5,
};

/**
 * What the graph itself costs: plan, five specialists with one no-op tool each, fan-in, answer, all events read; the same
 * shape bare in LangGraph; tokens on their way through repair and masking; the check of an answer. Throws over a limit.
 */
export const runGraphBench = async () => {
  const orchestration = await timesOf(ourGraph());
  const bare = await timesOf(bareGraph());
  const result = {
    ...shares(orchestration),
    bareP50Ms: shares(bare).p50Ms,
    timesBare: shares(orchestration).p50Ms / shares(bare).p50Ms,
    runsPerSecond: await throughput(),
    ...(await tokens()),
    checkMs: await checks(),
    limits,
  };
  const isOver =
    result.p50Ms > limits.p50Ms ||
    result.timesBare > limits.timesBare ||
    result.runsPerSecond < limits.runsPerSecond ||
    result.firstTokenP95Ms > limits.firstTokenMs ||
    result.tokenUs > limits.tokenUs ||
    result.checkMs > limits.checkMs;
  if (isOver) throw new Error(`over a limit: ${JSON.stringify(result)}`);
  return result;
};

const ask = createAsk(
  scriptedDependencies(scriptedAgents(), planFor(specialistNames), {
    clock: () => performance.now(),
    budget: { caller: {} },
  }),
);
const { signal } = new AbortController();

const ourGraph = () => async (): Promise<void> => {
  for await (const event of ask({ question: "why?" }, { signal }))
    if (event.type === "run.finished" && event.result.status !== "ok")
      throw new Error(event.result.answer.markdown);
};

/** LangGraph alone: the same nodes and fan-out with nothing in them, compiled once; ours is compiled for each run. */
const bareGraph = () => {
  const State = Annotation.Root({
    plan: Annotation<boolean>,
    found: Annotation<number[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
    answer: Annotation<boolean>,
  });
  const graph = new StateGraph(State)
    .addNode("orchestrator", async ({ plan }) => (plan ? { answer: true } : { plan: true }))
    .addNode("routing", async () => ({ found: [1] }))
    .addNode("retry", async () => ({ found: [1] }))
    .addNode("decline", async () => ({ found: [1] }))
    .addNode("risk", async () => ({ found: [1] }))
    .addNode("performance", async () => ({ found: [1] }))
    .addEdge(START, "orchestrator")
    .addConditionalEdges(
      "orchestrator",
      (state) => (state.answer ? END : specialistNames.map((name) => new Send(name, state))),
      [...specialistNames, END],
    )
    .addEdge([...specialistNames], "orchestrator")
    .compile();
  return async (): Promise<void> => {
    const { found } = await graph.invoke({}, { signal });
    if (found.length !== specialistNames.length) throw new Error("the bare graph lost a result");
  };
};

const timesOf = async (once: () => Promise<void>): Promise<number[]> => {
  for (let warmUp = 0; warmUp < runsPerTick; warmUp += 1) await once();
  const times: number[] = [];
  while (times.length < runs) {
    for (let run = 0; run < runsPerTick; run += 1) {
      const started = performance.now();
      await once();
      times.push(performance.now() - started);
    }
    // Why: memory of finished runs is only freed when the event loop turns.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return times.sort((a, b) => a - b);
};

const shares = (times: readonly number[]) => ({
  runs: times.length,
  p50Ms: at(times, 0.5),
  p95Ms: at(times, 0.95),
  p99Ms: at(times, 0.99),
});

const at = (times: readonly number[], share: number): number =>
  times[Math.floor(times.length * share)] ?? Number.NaN;

/** Twenty at a time, as a server has them. */
const throughput = async (): Promise<number> => {
  const once = ourGraph();
  const started = performance.now();
  for (let batch = 0; batch < runs / runsPerTick; batch += 1)
    await Promise.all(Array.from({ length: runsPerTick }, once));
  return (1_000 * runs) / (performance.now() - started);
};

const tokensOfAStream = 400;

/** A replayed stream through repair and masking: when the first token is passed on, and what each costs. */
const tokens = async () => {
  const chunk = (content: string): string =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
  const body = `${Array.from({ length: tokensOfAStream }, (_, n) => chunk(`word${n % 7 === 0 ? " 12" : ""} `)).join("")}data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;
  const send = asFetch(
    repaired(async () => new Response(body, { headers: { "content-type": "text/event-stream" } })),
  );
  const first: number[] = [];
  const each: number[] = [];
  for (let run = 0; run < 100; run += 1) {
    const started = performance.now();
    const response = await send("http://model.invalid/", {
      method: "POST",
      body: '{"stream":true}',
    });
    let seen = 0;
    for await (const _ of response.body ?? []) {
      if (seen === 0) first.push(performance.now() - started);
      seen += 1;
    }
    each.push((1_000 * (performance.now() - started)) / tokensOfAStream);
  }
  first.sort((a, b) => a - b);
  each.sort((a, b) => a - b);
  return { firstTokenP95Ms: at(first, 0.95), tokenUs: at(each, 0.5) };
};

/** Milliseconds that the check of an answer with every kind of block takes. */
const checks = async (): Promise<number> => {
  const plan = planFor(specialistNames);
  const speak = createAsk(scriptedDependencies(spokenAgents, plan));
  const vocabulary = createVocabulary(catalogue.values);
  for await (const event of speak({ question: "why?" }, { signal })) {
    if (event.type !== "run.finished") continue;
    const { answer, figures } = event.result;
    const evidence = { figures, scope: plan.scope, sources: answer.sources ?? [], vocabulary };
    const times = await timesOf(async () => void checkGrounding(answer.markdown, evidence));
    return at(times, 0.95);
  }
  throw new Error("no answer to check");
};
