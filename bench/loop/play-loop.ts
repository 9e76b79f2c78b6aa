import { ConflictError, RefusedError } from "../../errors.ts";
import type { AskResult } from "../../graph/ask-result.ts";
import type { Caller } from "../../lakehouse/access/caller.ts";
import { inMemory, openLakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { buildGold } from "../../lakehouse/gold/build-gold.ts";
import { buildSilver } from "../../lakehouse/silver/build-silver.ts";
import { createProduct } from "../../product.ts";
import { parseConfiguration } from "../../proposals/configuration.ts";
import { approve } from "../../proposals/decide.ts";
import { registerProposals } from "../../proposals/register.ts";
import { resultOf } from "../../runs/result-of.ts";
import { newestConfiguration } from "../../state/configurations.ts";
import { openState, type State } from "../../state/open-state.ts";
import { configuredPolicy, type SettingsInForce } from "../../world/policy/configured-policy.ts";
import { createWorld, type World, type WorldOptions } from "../../world/world.ts";
import { startBronzeLoad } from "../../world/write/bronze-load.ts";
import { emitWorld } from "../../world/write/emit-world.ts";

const reviewer: Caller = { name: "reviewer", role: "operator", merchants: null };
const agents = ["routing", "retry"] as const;
const dayMs = 86_400_000;

export interface Played {
  readonly inForce: SettingsInForce;
  readonly applied: number;
  readonly refused: number;
}

/**
 * The loop without a person: the agents look at the world as it is on each of these days, every proposal is approved, and the
 * world goes on under the configuration that this wrote.
 */
export async function playLoop(
  options: WorldOptions,
  decideAfterDays: readonly number[],
): Promise<Played> {
  const startsAt = Date.parse(options.endsAt) - options.days * dayMs;
  const state = await openState("memory");
  let inForce: SettingsInForce = [];
  let applied = 0;
  let refused = 0;
  for (const days of decideAfterDays) {
    const at = startsAt + days * dayMs;
    // Why the same options: incidents are planted relative to the end, and the days to come must be the same ones.
    const world = createWorld({ ...options, policy: configuredPolicy(inForce) });
    const results = await askAgents(world, options, at);
    for (const result of results) {
      const decided = await approveAll(state, result, new Date(at));
      applied += decided.applied;
      refused += decided.refused;
    }
    const { settings } = parseConfiguration((await newestConfiguration(state.db))?.content);
    inForce = [...inForce, { from: at, settings }];
  }
  await state.close();
  return { inForce, applied, refused };
}

async function askAgents(world: World, options: WorldOptions, until: number): Promise<AskResult[]> {
  const lakehouse = await openLakehouse(inMemory, { memoryLimit: "2GB" });
  const ingestedAt = new Date(until).toISOString();
  const load = await startBronzeLoad(lakehouse.connection, world, { name: "loop", ingestedAt });
  const { paymentsPerDay } = options;
  const period = { from: world.startsAt, to: until };
  await emitWorld(world, [load.sink], { paymentsPerDay, period });
  await load.finish();
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
  const product = createProduct({
    config: { dataDir: "", model: null },
    onBug(error) {
      throw error;
    },
    lakehouse: {
      acquire: async () => ({ opened: lakehouse, release: async () => undefined }),
      close: async () => undefined,
    },
  });
  try {
    const { signal } = new AbortController();
    const results: AskResult[] = [];
    for (const agent of agents) results.push(await resultOf(product.runAgent(agent, { signal })));
    return results;
  } finally {
    lakehouse.close();
  }
}

/** The reviewer decides at once: the evidence is that of the run. */
async function approveAll({ db }: State, result: AskResult, at: Date) {
  const ids = await registerProposals(db, { result, at, by: "loop" });
  let applied = 0;
  let refused = 0;
  const desk = { db, now: () => at, rerun: async () => result, secondPersonFromMinor: null };
  for (const id of ids)
    try {
      await approve(desk, { id, by: reviewer });
      applied += 1;
    } catch (error) {
      if (!(error instanceof RefusedError || error instanceof ConflictError)) throw error;
      refused += 1;
    }
  return { applied, refused };
}
