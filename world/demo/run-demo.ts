import { existsSync } from "node:fs";
import { lakehouseFile } from "../../lakehouse/load/work-copy.ts";
import { landingFolder } from "../../lakehouse/stream/landing-folder.ts";
import { emitLive } from "../live/emit-live.ts";
import type { Outlet } from "../live/outlet.ts";
import { createWorld } from "../world.ts";
import { saveWorld } from "../write/save-world.ts";
import { type DemoState, demoWorld, newDemo, readDemo, rememberDemo } from "./demo-state.ts";
import { landPast } from "./land-past.ts";

export interface RunDemoOptions {
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Where events go as they happen. */
  readonly outlet: Outlet;
  /** Called when the lakehouse can be opened: it holds at least the newest days. */
  onLoaded(): void;
}

const dayMs = 86_400_000;
/** Enough for the comparisons of a first answer: this week, and the one before. */
const newestDays = 15;
const rememberEveryMs = 60_000;

/**
 * Keeps the demo world of a data folder: first its newest days, loaded at once so that questions can be answered; then the
 * older ones, left in the landing folder; then all that happens from now on. Goes on where it ended when it runs again. Ends when `signal` aborts.
 */
export async function runDemo({
  dataDir,
  signal,
  now,
  outlet,
  onLoaded,
}: RunDemoOptions): Promise<void> {
  // Why the file too: a first start that was stopped before it published anything begins again.
  const known = existsSync(lakehouseFile(dataDir)) ? await readDemo(dataDir) : null;
  let state: DemoState = known ?? newDemo(now());
  const remember = (change: Partial<DemoState>) => {
    state = { ...state, ...change };
    return rememberDemo(dataDir, state);
  };
  const options = demoWorld(state);
  const { paymentsPerDay } = options;
  const folder = landingFolder(dataDir);
  const world = createWorld(options);
  const newest = world.endsAt - newestDays * dayMs;
  if (known === null) {
    await remember({});
    await saveWorld(world, {
      paymentsPerDay,
      period: { from: newest },
      directory: null,
      lakehouse: { dataDir, name: "demo world", ingestedAt: new Date(now()) },
      signal,
    });
  }
  onLoaded();
  if (!state.isWhole) {
    await landPast(createWorld(options), {
      folder,
      paymentsPerDay,
      period: { to: newest },
      signal,
    });
    await remember({ isWhole: true });
  }
  let remembered = state.sentUpTo;
  await emitLive(world, outlet, {
    from: state.sentUpTo,
    paymentsPerDay,
    signal,
    now,
    async onSent(_, upTo) {
      if (upTo - remembered < rememberEveryMs) return;
      remembered = upTo;
      await remember({ sentUpTo: upTo });
    },
  });
}
