import { landingFolder } from "../lakehouse/stream/landing-folder.ts";
import { emitLive } from "../world/live/emit-live.ts";
import { httpOutlet } from "../world/live/http-outlet.ts";
import { landingOutlet } from "../world/live/landing-outlet.ts";
import type { World } from "../world/world.ts";
import type { CommandContext } from "./command-context.ts";
import type { Progress } from "./progress.ts";

interface PlayOptions {
  /** Milliseconds since 1970 from which on events are sent. */
  readonly from: number;
  /** A server, or the data folder of one. */
  readonly target: URL | string;
  readonly paymentsPerDay: number;
}

/** Plays a world in real time into a server or a landing folder until it is told to stop. */
export async function playWorld(
  world: World,
  { from, target, paymentsPerDay }: PlayOptions,
  progress: Progress,
  { signal, config }: CommandContext,
): Promise<void> {
  const place = target instanceof URL ? target.href : landingFolder(target);
  const onWaiting = () => progress.live(`waiting: ${place} has not taken the last events yet`);
  const outlet =
    target instanceof URL
      ? httpOutlet(target, { token: config().accessToken, onWaiting })
      : landingOutlet(landingFolder(target), { onWaiting });
  progress.step(`Playing into ${place} from ${new Date(from).toISOString()}; stop with Ctrl-C.`);
  await emitLive(world, outlet, {
    from,
    paymentsPerDay,
    signal,
    now: () => Date.now(),
    onSent: (events, upTo) =>
      progress.live(
        `${events.toLocaleString("en-US")} events, up to ${new Date(upTo).toISOString()}`,
      ),
  });
}
