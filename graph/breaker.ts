import { DependencyError } from "../errors.ts";

/** Keeps calls away from a dependency that is down, and lets one through now and then to see whether it is back. */
export interface Breaker {
  /** Throws DependencyError while it is open. */
  enter(): void;
  succeeded(): void;
  /** `waitMs`: what the dependency itself asked for. */
  failed(waitMs?: number): void;
  /** The caller went away before it could be told. */
  left(): void;
}

export interface BreakerOptions {
  readonly name: string;
  readonly failures?: number;
  readonly openMs?: number;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** Opens after `failures` in a row (default 5) for `openMs` (default 15 s); then a single call decides. */
export const createBreaker = ({
  name,
  failures = 5,
  openMs = 15_000,
  clock,
}: BreakerOptions): Breaker => {
  let inRow = 0;
  let openUntil = 0;
  let isProbing = false;
  return {
    enter() {
      const isTripped = inRow >= failures;
      if (clock() < openUntil || (isTripped && isProbing))
        throw new DependencyError(`${name} failed again and again and is given a pause`);
      isProbing = isTripped;
    },
    succeeded() {
      inRow = 0;
      openUntil = 0;
      isProbing = false;
    },
    failed(waitMs = 0) {
      inRow += 1;
      isProbing = false;
      const pauseMs = Math.max(waitMs, inRow >= failures ? openMs : 0);
      openUntil = Math.max(openUntil, clock() + pauseMs);
    },
    left() {
      isProbing = false;
    },
  };
};
