import { arrayOf, jsonOf, objectOf, textOf } from "./wire/loose-json.ts";

/** A tool as a model is told about it. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its input. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A call as a model asked for it; nobody has checked it yet. `input` is undefined where it was no JSON. */
export interface AskedCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

/** Calls that a model wrote into its text: in a fenced block, bare, or in the tags that small models use. */
export const callsInText = (text: string): AskedCall[] =>
  candidates(text).flatMap((json, at) => {
    const value = jsonOf(json);
    const all = Array.isArray(value) ? value : arrayOf(objectOf(value).tool_calls);
    return (all.length > 0 ? all : [value]).flatMap((one, index) => callOf(one, `t${at}.${index}`));
  });

const callOf = (value: unknown, id: string): AskedCall[] => {
  const given = objectOf(value);
  const about = given.function === undefined ? given : objectOf(given.function);
  const name = textOf(about.name) ?? textOf(about.tool);
  const raw = about.arguments ?? about.input ?? about.parameters ?? {};
  const input = typeof raw === "string" ? jsonOf(raw) : raw;
  return name === null ? [] : [{ id, name, input }];
};

/** Stretches of a text that could be JSON: fenced blocks and tagged ones first, else the outermost object or list. */
const candidates = (text: string): string[] => {
  const marked = [
    ...text.matchAll(/```(?:json)?\s*([\s\S]*?)```|<tool_call>\s*([\s\S]*?)<\/tool_call>/g),
  ];
  if (marked.length > 0) return marked.map((match) => (match[1] ?? match[2] ?? "").trim());
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  return start < 0 || end < start ? [] : [text.slice(start, end + 1)];
};
