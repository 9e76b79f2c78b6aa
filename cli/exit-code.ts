/** What the process says with its exit code; the same in every command. */
export const exitCodes = {
  0: "done, answered (also in part), or one question back",
  1: "a bug, or a run that failed",
  2: "wrong usage",
  3: "no data: nothing loaded, or nothing there",
  4: "something needed is not available: lakehouse, model, port",
  5: "refused: a question, a statement or a file that is not taken",
  130: "interrupted",
} as const;

export type ExitCode = keyof typeof exitCodes;

export const isExitCode = (code: number): code is ExitCode => code in exitCodes;
