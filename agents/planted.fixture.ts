import type { Scope } from "../lakehouse/scope.ts";
import type { Warehouse } from "../lakehouse/warehouse.ts";
import { type AttemptFact, scopeOf } from "../tools/facts.fixture.ts";
import type { Receipt } from "../tools/receipt.ts";
import type { Agent, Report, Task, Workbench } from "./agent.ts";

/** Seeded generator (mulberry32): the same world on every machine. */
const generator = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

export const at = (day: number, hour = 0, minute = 0) =>
  new Date(Date.UTC(2026, 9, day, hour, minute)).toISOString();

export const weekBefore = [at(1), at(8)] as const;
export const thisWeek = [at(8), at(15)] as const;
/** When debit cards of Brazil begin to fail. */
export const planted = at(11, 6);

export const scope: Scope = scopeOf(thisWeek, weekBefore);

const hourly = 24;

/** What a world may differ in from the usual one. */
export interface Twist {
  readonly seed?: number;
  /** Added to the probability of approval of an attempt. */
  readonly shift?: (attempt: AttemptFact) => number;
  /** Columns replaced or added, after the outcome. */
  readonly columns?: (attempt: AttemptFact, index: number) => Partial<AttemptFact>;
}

/**
 * Two weeks of attempts. South carries mostly the easy traffic (credit cards of the US) and is worse than north on every kind
 * of it. One payment in six that failed for missing funds is tried again a day later, one lost card in two at once.
 */
export const world = ({
  seed = 7,
  shift = () => 0,
  columns = () => ({}),
}: Twist = {}): AttemptFact[] => {
  const random = generator(seed);
  const choose = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  return Array.from({ length: 14 * 24 * hourly }, (_, index): AttemptFact[] => {
    const issuer_country = choose(["BR", "DE", "US", "US"]);
    const funding_type = choose(["credit", "debit"]);
    const isEasy = issuer_country === "US" && funding_type === "credit";
    const processor = random() < (isEasy ? 0.8 : 0.2) ? "south" : "north";
    const attempt: AttemptFact = {
      transaction_id: `t-${index}`,
      event_timestamp: at(1, Math.floor(index / hourly), 2 * (index % hourly) + 1),
      is_approved: false,
      issuer_country,
      funding_type,
      processor,
      card_network: choose(["visa", "mastercard"]),
      card_bin: issuer_country === "BR" ? "411111" : "555555",
    };
    const p = (isEasy ? 0.95 : 0.8) - (processor === "south" ? 0.05 : 0) + shift(attempt);
    const isApproved = random() < p;
    const reason = isApproved ? null : declineOf(random());
    const first = {
      ...attempt,
      is_approved: isApproved,
      decline_reason: reason?.reason ?? null,
      decline_class: reason?.class ?? null,
      decline_owner: reason?.owner ?? null,
    };
    const isRetried =
      (reason?.reason === "INSUFFICIENT_FUNDS" && random() < 1 / 6) ||
      (reason?.reason === "LOST_OR_STOLEN_CARD" && random() < 1 / 2);
    const isLost = reason?.reason === "LOST_OR_STOLEN_CARD";
    const again = { ...first, transaction_id: `t-${index}-2`, payment_id: `t-${index}` };
    const recovered = !isLost && random() < 0.4;
    const retry: AttemptFact = {
      ...again,
      event_timestamp: at(
        1,
        Math.floor(index / hourly) + (isLost ? 0 : 24),
        2 * (index % hourly) + 2,
      ),
      is_approved: recovered,
      ...(recovered ? { decline_reason: null, decline_class: null, decline_owner: null } : {}),
    };
    return [first, ...(isRetried ? [retry] : [])].map((one) => ({
      ...one,
      ...columns(one, index),
    }));
  }).flat();
};

const declineOf = (dice: number) => {
  if (dice < 0.45) return { reason: "INSUFFICIENT_FUNDS", class: "soft", owner: "shopper" };
  if (dice < 0.9) return { reason: "DO_NOT_HONOR", class: "soft", owner: "issuer" };
  return { reason: "LOST_OR_STOLEN_CARD", class: "fraud", owner: "issuer" };
};

/** The usual world in which debit cards of Brazil lose a third of their approvals from `planted` on. */
export const brazilDrop: Twist = {
  shift: (attempt) =>
    attempt.issuer_country === "BR" &&
    attempt.funding_type === "debit" &&
    attempt.event_timestamp >= planted
      ? -0.3
      : 0,
};

export interface Ran {
  readonly report: Report;
  readonly receipts: readonly Receipt[];
}

/** Runs an agent's playbook with nothing but its own tools. */
export const runAgent = async (
  agent: Agent,
  warehouse: Warehouse,
  task: Partial<Task>,
): Promise<Ran> => {
  const full: Task = { intent: agent.defaultIntent, scope, by: [], metric: null, ...task };
  const receipts: Receipt[] = [];
  const { signal } = new AbortController();
  const bench: Workbench = {
    signal,
    async call(tool, input) {
      if (!agent.tools.some(({ name }) => name === tool.name))
        throw new Error(`${agent.name} has no tool ${tool.name}`);
      const run = await tool.run(input, { warehouse, scope: full.scope, signal });
      receipts.push(run.receipt);
      return run;
    },
  };
  return { report: await agent.playbook(full, bench), receipts };
};
