import { readFileSync } from "node:fs";

/** One file for each agent, the rules they share, and how an answer is written. */
export const promptNames = [
  "house-rules",
  "orchestrator",
  "specialist",
  "answer",
  "routing",
  "retry",
  "decline",
  "risk",
  "performance",
] as const;
export type PromptName = (typeof promptNames)[number];
export type Prompts = Readonly<Record<PromptName, string>>;

/** Reads every prompt once, at the start. A missing file stops the program there, not in the middle of a request. */
export const loadPrompts = (folder: URL = new URL("./", import.meta.url)): Prompts =>
  Object.fromEntries(
    promptNames.map((name) => [name, readFileSync(new URL(`${name}.md`, folder), "utf8").trim()]),
  ) as Prompts;
