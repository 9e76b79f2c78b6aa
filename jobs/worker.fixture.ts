import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { proposalOf } from "../agents/proposal-draft.ts";
import { planFor, scope } from "../graph/scripted-run.ts";
import { approve } from "../proposals/decide.ts";
import { registerProposals } from "../proposals/register.ts";
import { scriptedAsk, scriptedEvents, scriptedResult } from "../routes/scripted-ask.ts";
import { createRunLog } from "../runs/run-log.ts";
import { leaveNotification } from "../state/notifications.ts";
import { openState, type State } from "../state/open-state.ts";
import { runSlot } from "./run-slot.ts";

/**
 * A process that a test kills: it asks, runs slots and decides proposals, and says on stdout what was acknowledged to it, a line
 * each. `slots N` works on the N slots of the test and ends; `mixed` goes on for ever.
 */
const [mode = "mixed", dataDir = "", count = "0"] = process.argv.slice(2);
const jobs = 20;

const say = (...words: (string | number)[]): void => {
  process.stdout.write(`${words.join(" ")}\n`);
};

const state = await openState({ dataDir });
say("ready");
if (mode === "slots") {
  await everySlot(state, Number(count));
  await state.close();
} else {
  const runs = createRunLog({ state, leaseMs: 1_000 });
  for (;;) {
    const dice = Math.random();
    if (dice < 0.4) await chat();
    else if (dice < 0.7) await oneSlot(state, Math.floor(Math.random() * 400), 0);
    else await propose();
  }

  async function chat(): Promise<void> {
    const result = scriptedResult({ runId: `run-${randomUUID()}` });
    const ask = scriptedAsk(
      scriptedEvents(result),
      sleep(Math.random() * 20).then(() => undefined),
    );
    const run = await runs.start((options) => ask({ question: "Why?" }, options), {
      owner: "ana",
      kind: "ask",
      input: {},
    });
    for await (const event of run.events(0, new AbortController().signal))
      say("event", run.id, event.seq);
  }

  async function propose(): Promise<void> {
    const proposal = proposalOf(
      {
        kind: "retry_rule",
        title: "Stop retrying it",
        target: `retry.${randomUUID()}`,
        diff: { old: null, new: { rule: "never" } },
        evidence: ["r-1"],
      },
      { agent: "retry", scope },
    );
    const result = scriptedResult({ proposals: [proposal], plan: planFor(["retry"]) });
    const now = () => new Date();
    const [id = ""] = await state.db
      .transaction()
      .execute((tx) => registerProposals(tx, { result, at: now(), by: "kill" }));
    say("proposal", id);
    const by = { name: "olga", role: "operator" as const, merchants: null };
    const desk = { db: state.db, now, rerun: async () => result, secondPersonFromMinor: null };
    const decided = await approve(desk, { id, by });
    say("approved", id, decided.status === "applied" ? (decided.version ?? 0) : 0);
  }
}

/** All of them, from a place of its own and round and round, with pauses and a clock that jumps. */
async function everySlot(of: State, slots: number): Promise<void> {
  const open = new Set(Array.from({ length: slots }, (_, index) => index));
  while (open.size > 0) {
    const order = [...open];
    const from = Math.floor(Math.random() * order.length);
    for (const index of [...order.slice(from), ...order.slice(0, from)]) {
      if (Math.random() < 0.002) await sleep(Math.random() * 40);
      if (await oneSlot(of, index, 7_200_000 * (Math.random() - 0.5))) open.delete(index);
    }
  }
}

/** True when the slot is over, whoever did it. Each effect is a row of its own, so that a second one would be seen. */
async function oneSlot({ db }: State, index: number, aheadMs: number): Promise<boolean> {
  const job = `job-${index % jobs}`;
  const slot = new Date(Date.UTC(2026, 0, 1, index)).toISOString();
  const result = await runSlot({
    db,
    job,
    slot,
    now: () => new Date(Date.now() + aheadMs),
    leaseMs: 1_000,
    work: async () => ({
      runId: null,
      async effect(tx, now) {
        await leaveNotification(tx, { id: `${job}:${slot}:${randomUUID()}`, body: "{}", now });
        return "{}";
      },
    }),
  });
  if (result.status === "ended" && result.isMine) say("slot", job, slot);
  return result.status === "ended";
}
