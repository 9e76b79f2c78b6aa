import { type ParseArgsOptionDescriptor, parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import type { CommandContext } from "./command-context.ts";
import type { ExitCode } from "./exit-code.ts";
import { nearest } from "./nearest.ts";

/** A flag, as `util.parseArgs` takes it, and what help says of it. */
export interface CommandOption extends ParseArgsOptionDescriptor {
  readonly describe: string;
  /** Name of its value in help, such as `DIR`. */
  readonly value?: string;
}
type CommandOptions = Readonly<Record<string, CommandOption>>;

interface Described {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** What follows the name in the usage line, such as `FILE…`. */
  readonly operands: string;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** More that help must say, a paragraph. */
  readonly notes?: string;
  readonly options: CommandOptions;
  /** What `--json` prints in place of the data when the command fails, where its readers count on one object. */
  failure?(error: unknown, operands: readonly string[]): unknown;
}

interface CommandDefinition<Options extends CommandOptions> extends Described {
  readonly options: Options;
  run(args: ParsedArgs<Options>, context: CommandContext): Promise<ExitCode>;
}

type ParsedArgs<Options extends CommandOptions> = Pick<
  ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>,
  "values" | "positionals"
>;

/** One command of `pay`: what help says of it, and what it does with the arguments after its name. */
export interface Command extends Described {
  /** Throws UsageError for arguments it does not take, and any AppError of what it does. */
  run(argv: readonly string[], context: CommandContext): Promise<ExitCode>;
}

/** Declares a command; its options are parsed, and typed, as declared. */
export function defineCommand<const Options extends CommandOptions>(
  definition: CommandDefinition<Options>,
): Command {
  return {
    ...definition,
    run: (argv, context) => definition.run(parse(definition, argv), context),
  };
}

/** The operands among arguments that need not be right: for the report of a failure. */
export const operandsOf = (options: CommandOptions, argv: readonly string[]): string[] =>
  parseArgs({ options, args: [...argv], allowPositionals: true, strict: false }).positionals;

function parse<Options extends CommandOptions>(
  { name, options }: CommandDefinition<Options>,
  argv: readonly string[],
): ParsedArgs<Options> {
  try {
    return parseArgs({ options, args: [...argv], allowPositionals: true });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UsageError(explain(cause, name, options, argv), { cause });
  }
}

function explain(
  error: TypeError & { code?: string },
  name: string,
  options: CommandOptions,
  argv: readonly string[],
): string {
  const more = `See: pay ${name} --help`;
  if (error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION")
    return `${error.message.split(". ")[0]}. ${more}`;
  const flags = Object.keys(options).map((option) => `--${option}`);
  const unknown = argv
    .map((arg) => arg.split("=")[0] ?? arg)
    .find((arg) => arg.startsWith("-") && !flags.includes(arg));
  const meant = unknown === undefined ? undefined : nearest(unknown, flags);
  const suggestion = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `pay ${name} has no option ${unknown}.${suggestion} ${more}`;
}
