import { DependencyError } from "../../../errors.ts";
import { arrayOf, jsonOf, numberOf, objectOf, textOf } from "./loose-json.ts";
import type { WireCall, WireMessage, WireUsage } from "./wire-message.ts";

const mostCalls = 16;
const longestInput = 64_000;
const longestText = 400_000;

interface Growing {
  id: string;
  name: string;
  input: string;
}

/** Puts a message together from the choices that an endpoint gives: one whole message, or many deltas of it. */
export interface Assembly {
  /** One completion or chunk. Returns the text that it added. Throws DependencyError where it says that it failed. */
  add(chunk: unknown): string;
  /** Null where the endpoint stopped in the middle: neither a reason to finish nor the end of the stream was seen. */
  end(sawEnd: boolean): WireMessage | null;
}

/**
 * Servers that call themselves compatible differ: a tool's name in every chunk, ids missing, arguments as an object,
 * content as null or as parts, an empty reason to finish, a choice without a delta.
 */
export const createAssembly = (): Assembly => {
  let text = "";
  let finish: string | null = null;
  let usage: WireUsage | null = null;
  const calls = new Map<string, Growing>();

  const addCall = (raw: unknown, position: number): void => {
    const part = objectOf(raw);
    const about = objectOf(part.function);
    const id = textOf(part.id) ?? "";
    const name = textOf(about.name) ?? "";
    const growing = callFor(calls, { id, name, index: numberOf(part.index) }, position);
    // Why: some servers repeat the name in each chunk, others send it in pieces.
    if (name !== growing.name) growing.name += name;
    growing.id ||= id;
    growing.input += inputOf(about.arguments);
    if (calls.size > mostCalls || growing.input.length > longestInput)
      throw new DependencyError("it asks for more than any tool takes");
  };

  return {
    add(chunk) {
      const whole = objectOf(chunk);
      if (whole.error !== undefined && whole.error !== null)
        throw new DependencyError("its endpoint answered with an error");
      usage = usageOf(whole.usage) ?? usage;
      const choice = objectOf(arrayOf(whole.choices)[0]);
      const part = objectOf(choice.delta ?? choice.message);
      const added = contentOf(part.content);
      text += added;
      if (text.length > longestText) throw new DependencyError("its answer is too long");
      for (const [at, call] of arrayOf(part.tool_calls).entries()) addCall(call, at);
      if (part.function_call) addCall({ index: 0, function: part.function_call }, 0);
      finish = textOf(choice.finish_reason) || finish;
      return added;
    },
    end(sawEnd) {
      if (finish === null && !sawEnd) return null;
      const known = finish === "length" || finish === "content_filter" ? finish : "stop";
      return {
        text,
        calls: [...calls.values()].map(whole),
        finish: known === "content_filter" ? "filter" : known,
        usage,
      };
    },
  };
};

const callFor = (
  calls: Map<string, Growing>,
  { id, name, index }: { id: string; name: string; index: number | null },
  position: number,
): Growing => {
  const key = keyFor(calls, { id, name, index }, position);
  const known = calls.get(key);
  if (known !== undefined) return known;
  const growing = { id: "", name: "", input: "" };
  calls.set(key, growing);
  return growing;
};

/** By index where there is one, else by id; without both a new name begins a call and anything else goes on with the last. */
const keyFor = (
  calls: ReadonlyMap<string, Growing>,
  { id, name, index }: { id: string; name: string; index: number | null },
  position: number,
): string => {
  if (index !== null) {
    const known = calls.get(`#${index}`);
    // Why: some servers number every call 0.
    const isOther = known !== undefined && id !== "" && known.id !== "" && known.id !== id;
    return isOther ? id : `#${index}`;
  }
  if (id !== "") return [...calls].find(([, call]) => call.id === id)?.[0] ?? id;
  const last = [...calls.keys()].at(-1);
  return name !== "" || last === undefined ? `+${calls.size}.${position}` : last;
};

/** Stands in for the input of a call that was no JSON object, so that nobody reads half of it as a whole. */
export const unreadable = "__unreadable__";

const inputText = (input: string): string => {
  if (input.trim() === "") return "{}";
  const value = jsonOf(input);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? input : JSON.stringify({ [unreadable]: input.slice(0, 200) });
};

const whole = ({ id, name, input }: Growing, at: number): WireCall => ({
  id: id || `call_${at + 1}`,
  name,
  input: inputText(input),
});

const inputOf = (given: unknown): string =>
  typeof given === "string"
    ? given
    : given && typeof given === "object"
      ? JSON.stringify(given)
      : "";

const contentOf = (content: unknown): string =>
  typeof content === "string"
    ? content
    : arrayOf(content)
        .map((part) => textOf(objectOf(part).text) ?? "")
        .join("");

const usageOf = (given: unknown): WireUsage | null => {
  const { prompt_tokens, completion_tokens } = objectOf(given);
  const input = numberOf(prompt_tokens);
  return input === null ? null : { input, output: numberOf(completion_tokens) ?? 0 };
};
