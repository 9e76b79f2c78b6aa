import { styleText } from "node:util";
import { AppError, UsageError } from "../errors.ts";
import { version } from "../version.ts";
import { type Command, operandsOf } from "./command.ts";
import type { CommandContext } from "./command-context.ts";
import { commands } from "./commands.ts";
import type { ExitCode } from "./exit-code.ts";
import { commandHelp, overallHelp } from "./help.ts";
import { nearest } from "./nearest.ts";

/** Runs `pay` with the arguments after it. Never throws: what fails is told on stderr and by the exit code. */
export async function runCli(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const { stdout, stderr } = context;
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined)
    return isHelp(rest)
      ? print(stdout, commandHelp(command, stdout))
      : runCommand(command, rest, context);

  if (name === "--version") return print(stdout, `${version}\n`);
  if (name === undefined) return print(stderr, overallHelp(commands, stderr), 2);
  if (name === "help" || isHelp([name])) return print(stdout, overallHelp(commands, stdout));
  const meant = nearest(
    name,
    commands.map((candidate) => candidate.name),
  );
  const suggestion = meant === undefined ? "" : ` Did you mean: pay ${meant}?`;
  return tell(new UsageError(`There is no command ${name}.${suggestion} See: pay --help`), context);
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  try {
    return await command.run(argv, context);
  } catch (error) {
    if (command.failure !== undefined && argv.includes("--json")) {
      const failure = command.failure(error, operandsOf(command.options, argv));
      context.stdout.write(`${JSON.stringify(failure)}\n`);
    }
    return tell(error, context);
  }
}

/** An expected failure in its own words; a bug with its stack, for whoever reports it. */
function tell(error: unknown, { stderr, signal }: CommandContext): ExitCode {
  if (signal.aborted) return print(stderr, "Interrupted.\n", 130);
  const label = styleText("red", "error", { stream: stderr });
  if (error instanceof AppError)
    return print(stderr, `${label}: ${error.message}\n`, error.exitCode);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return print(stderr, `${label}: this is a bug of pay.\n${stack}\n`, 1);
}

function print(stream: CommandContext["stdout"], text: string, code: ExitCode = 0): ExitCode {
  stream.write(text);
  return code;
}

const isHelp = (argv: readonly string[]): boolean =>
  argv.some((arg) => arg === "--help" || arg === "-h");
