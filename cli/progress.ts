import type { Output } from "./command-context.ts";

/** Talk about work that goes on: one live line on a terminal, finished steps only in a pipe. */
export interface Progress {
  /** Replaces the live line. Nothing in a pipe. */
  live(text: string): void;
  /** A line that stays. */
  step(text: string): void;
  /** Removes the live line. */
  end(): void;
}

const eraseLine = "\r\u001b[2K";

export function createProgress(stream: Output): Progress {
  if (stream.isTTY !== true)
    return {
      live: () => undefined,
      step: (text) => void stream.write(`${text}\n`),
      end: () => undefined,
    };
  let shown = "";
  const show = (text: string): void => {
    // Why cut: a line that wraps cannot be erased again. A terminal that does not know its width says 0.
    const line = text.slice(0, (stream.columns || 80) - 1);
    if (line !== shown) stream.write(`${eraseLine}${line}`);
    shown = line;
  };
  return {
    live: show,
    step(text) {
      stream.write(`${shown === "" ? "" : eraseLine}${text}\n`);
      shown = "";
    },
    end() {
      if (shown !== "") stream.write(eraseLine);
      shown = "";
    },
  };
}
