import { styleText } from "node:util";
import type { Command } from "./command.ts";
import type { Output } from "./command-context.ts";
import { exitCodes } from "./exit-code.ts";

/** Help of `pay` itself: what it is for, by example. */
export function overallHelp(commands: readonly Command[], stream: Output): string {
  return sections(stream, [
    ["", ["Why card payments are declined, answered from your own exports."]],
    [
      "Examples",
      columns(
        commands.flatMap(({ examples }) =>
          examples.slice(0, 1).map(({ line, does }) => [line, does]),
        ),
      ),
    ],
    ["Commands", columns(commands.map(({ name, summary }) => [name, summary]))],
    [
      "Options",
      columns([
        ["--help", "this text, or that of a command"],
        ["--version", "the version"],
      ]),
    ],
    exitCodeSection,
  ]);
}

/** Help of one command, examples first. */
export function commandHelp(command: Command, stream: Output): string {
  const options = Object.entries(command.options).map(([name, { value, describe }]) => [
    `--${name}${value === undefined ? "" : ` ${value}`}`,
    describe,
  ]);
  return sections(stream, [
    ["", [`${command.summary}.`]],
    ["Examples", columns(command.examples.map(({ line, does }) => [line, does]))],
    ["Usage", [`  pay ${command.name} ${command.operands} [options]`.replace("  [", " [")]],
    ["Options", columns([...options, ["--help", "this text"]])],
    ...(command.notes === undefined ? [] : [["", [command.notes]] satisfies Section]),
    exitCodeSection,
  ]);
}

type Section = [title: string, lines: readonly string[]];

const exitCodeSection: Section = [
  "Exit codes",
  Object.entries(exitCodes).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`),
];

function sections(stream: Output, all: readonly Section[]): string {
  return all
    .map(([title, lines]) =>
      [...(title === "" ? [] : [styleText("bold", title, { stream })]), ...lines].join("\n"),
    )
    .join("\n\n")
    .concat("\n");
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return rows.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`);
}
