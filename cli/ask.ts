import { UsageError } from "../errors.ts";
import { defineCommand } from "./command.ts";
import { failedResult } from "./failed-result.ts";
import { printRun } from "./print-run.ts";
import { dataOption, instantOf, jsonOption, withData } from "./shared-options.ts";

export const ask = defineCommand({
  name: "ask",
  summary: "Answer a question about the loaded payments",
  operands: '"QUESTION"',
  examples: [
    { line: 'pay ask "Why did approval drop yesterday?"', does: "an answer to read" },
    { line: 'pay ask "Approval rate in Brazil last week" --json', does: "one object to process" },
    {
      line: 'pay ask "Which declines rose?" --as-of 2026-11-01T00:00:00Z',
      does: "as it was to be seen then",
    },
    { line: 'pay ask "And in Mexico?" --thread monday', does: "goes on with that conversation" },
  ],
  options: {
    "as-of": {
      type: "string",
      value: "ISO",
      describe: "look at no data after this time (a date means its first moment, UTC)",
    },
    thread: {
      type: "string",
      value: "NAME",
      describe: 'a conversation to go on with, so that "and for Mexico?" is understood',
    },
    data: dataOption,
    json: jsonOption,
  },
  notes:
    "With --json, stdout is exactly one object (AskResult), whatever the exit code. Progress goes to stderr.",
  failure: (error, [question = ""]) => failedResult(question, error),
  async run({ values, positionals }, context) {
    const question = questionOf(positionals);
    const asOf = values["as-of"] === undefined ? undefined : instantOf("--as-of", values["as-of"]);
    const product = await context.openProduct(withData(context.config(), values.data));
    try {
      const { signal } = context;
      const { thread: threadId } = values;
      return await printRun(product.ask({ question, asOf, threadId }, { signal }), values, context);
    } finally {
      await product.close();
    }
  },
});

function questionOf(positionals: readonly string[]): string {
  const [question = "", ...more] = positionals;
  if (more.length > 0)
    throw new UsageError(`Put the question in quotes: pay ask "${positionals.join(" ")}"`);
  if (question.trim() === "")
    throw new UsageError('Ask something: pay ask "Why did approval drop yesterday?"');
  if (question.length > 2_000) throw new UsageError("A question has at most 2,000 characters.");
  return question.trim();
}
