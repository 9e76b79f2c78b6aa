import type { Step } from "./steps.ts";

/** Where a world goes: files, a lakehouse. Steps come in the order of time. */
export interface WorldSink {
  /** Takes a step over before it returns; what remains to be done goes on until `settled`. */
  take(step: Step): void;
  /** Resolves when all that was taken is where it belongs. */
  settled(): Promise<void>;
}
