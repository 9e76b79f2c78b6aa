import type { AskEvent } from "../graph/ask-event.ts";
import type { AskResult } from "../graph/ask-result.ts";
import type { CommandContext } from "./command-context.ts";
import { type ExitCode, isExitCode } from "./exit-code.ts";
import { createProgress } from "./progress.ts";
import { RunProgress } from "./run-progress.ts";
import { styleMarkdown } from "./style-markdown.ts";

/** Follows a run to its end: progress on stderr, then the answer (or with `json` the whole result) on stdout. */
export async function printRun(
  events: AsyncIterable<AskEvent>,
  { json }: { readonly json: boolean },
  { stdout, stderr }: Pick<CommandContext, "stdout" | "stderr">,
): Promise<ExitCode> {
  const progress = createProgress(stderr);
  const shown = new RunProgress(progress);
  let result: AskResult | null = null;
  try {
    for await (const event of events) {
      shown.tell(event);
      if (event.type === "run.finished") result = event.result;
    }
  } finally {
    progress.end();
  }
  if (result === null) throw new Error("a run ended without run.finished");
  if (json) stdout.write(`${JSON.stringify(result)}\n`);
  // Why stderr: what says that there is no answer is no data.
  else if (result.status === "failed") stderr.write(`${result.answer.markdown.trimEnd()}\n`);
  else stdout.write(`${styleMarkdown(result.answer.markdown.trimEnd(), stdout)}\n`);
  return exitCodeOf(result);
}

function exitCodeOf({ status, failure }: AskResult): ExitCode {
  switch (status) {
    case "ok":
    case "partial":
    case "clarify":
      return 0;
    case "refused":
      return 5;
    case "failed":
      return failure !== undefined && isExitCode(failure.exitCode) ? failure.exitCode : 1;
  }
}
