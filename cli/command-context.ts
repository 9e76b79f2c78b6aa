import type { Config } from "../config.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import type { Product } from "../product.ts";
import type { RunningServer } from "../running-server.ts";
import type { State } from "../state/open-state.ts";

/** A text stream of the process, or one that a test captures. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** What a command may use of the world around it. Data goes to `stdout`, all talk to `stderr`. */
export interface CommandContext {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts when the person interrupts. */
  readonly signal: AbortSignal;
  /** Read only by commands that need it, so that `--help` works with a broken environment. */
  config(): Config;
  openProduct(config: Config): Promise<Product>;
  /** What the application remembers: the same as a running server has open. */
  openState(config: Config): Promise<State>;
  /** Who sits at this terminal, where callers are told apart. Default: the local administrator. */
  whoAsks?(config: Config): Promise<Caller>;
  /** The server that owns a data folder; null where none runs. */
  runningServer(dataDir: string): Promise<RunningServer | null>;
}
