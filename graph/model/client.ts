import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { ChatOpenAI } from "@langchain/openai";
import { AppError, DependencyError } from "../../errors.ts";
import { noTracing } from "../no-tracing.ts";
import type { ModelSettings } from "./model-settings.ts";
import type { Spending } from "./spending.ts";
import type { AskedCall, OfferedTool } from "./tool-call.ts";
import { unreadable } from "./wire/assembly.ts";
import { jsonOf, numberOf, objectOf } from "./wire/loose-json.ts";
import { asFetch, type Transport } from "./wire/transport.ts";

/** One line of a conversation with tools. */
export type Line =
  | { readonly role: "user"; readonly text: string }
  | { readonly role: "model"; readonly calls: readonly AskedCall[] }
  | { readonly role: "tool"; readonly call: AskedCall; readonly text: string };

export interface ClientRequest {
  readonly system: string;
  readonly lines: readonly Line[];
  /** Of the reply; null: any text, or calls. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly tools: readonly OfferedTool[];
  readonly isStream: boolean;
  readonly signal: AbortSignal;
  readonly spending: Spending;
}

export interface Completion {
  readonly text: string;
  readonly calls: readonly AskedCall[];
  /** It stopped in the middle: the text is not whole. */
  readonly isCut: boolean;
}

export type Client = (request: ClientRequest) => Promise<Completion>;

export const defaultTimeoutMs = 20_000;
/** Where an endpoint does not say what it counted. */
const charactersPerToken = 4;

/** LangChain's client over a transport. Throws DependencyError with the reason in words, and what aborted it. */
export const createClient = (settings: ModelSettings, transport: Transport): Client => {
  const timeoutMs = settings.timeoutMs ?? defaultTimeoutMs;
  const model = new ChatOpenAI({
    model: settings.name,
    // Why: the client refuses to start without a key, endpoints without one ignore it.
    apiKey: settings.apiKey ?? "none",
    configuration: { baseURL: settings.baseUrl, fetch: asFetch(transport) },
    temperature: 0,
    maxRetries: 0,
    // Why: not every server knows the option, and usage is counted without it too.
    streamUsage: false,
    callbacks: [noTracing],
  });

  return async ({ system, lines, schema, tools, isStream, signal, spending }) => {
    spending.modelCall();
    const timeout = AbortSignal.timeout(timeoutMs);
    const messages = [new SystemMessage(system), ...lines.map(messageOf)];
    const options = {
      signal: AbortSignal.any([signal, timeout]),
      ...(schema && {
        response_format: { type: "json_schema" as const, json_schema: { name: "reply", schema } },
      }),
      ...(tools.length > 0 && { tools: tools.map(functionOf) }),
    };
    try {
      const said = isStream
        ? await wholeOf(await model.stream(messages, options))
        : await model.invoke(messages, options);
      const asked = [...(said.tool_calls ?? []), ...(said.invalid_tool_calls ?? [])];
      const calls = asked.map(({ id, name, args }, at) => ({
        id: id ?? `call_${at + 1}`,
        name: name ?? "",
        input: inputOf(args),
      }));
      const counted = numberOf(objectOf(said.usage_metadata).total_tokens);
      spending.tokens(counted ?? tokensOf(system, lines, said.text));
      const reason = objectOf(said.response_metadata).finish_reason;
      return { text: said.text, calls, isCut: reason === "length" || reason === "content_filter" };
    } catch (cause) {
      signal.throwIfAborted();
      throw failureOf(cause, timeout);
    }
  };
};

/**
 * Why not the client's own switch for streaming: it then counts tokens, and fetches its tables from a site of strangers.
 */
const wholeOf = async (stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> => {
  let whole: AIMessageChunk | null = null;
  for await (const chunk of stream) whole = whole === null ? chunk : concat(whole, chunk);
  return whole ?? new AIMessageChunk("");
};

/** Why: the client guesses at what broken JSON might have meant; what is not whole is not done. */
const inputOf = (args: unknown): unknown => {
  const input = typeof args === "string" ? jsonOf(args) : args;
  return objectOf(input)[unreadable] === undefined ? input : undefined;
};

const tokensOf = (system: string, lines: readonly Line[], said: string): number =>
  Math.ceil((system.length + JSON.stringify(lines).length + said.length) / charactersPerToken);

const functionOf = ({ name, description, schema }: OfferedTool) => ({
  type: "function" as const,
  function: { name, description, parameters: schema },
});

const messageOf = (line: Line): BaseMessage => {
  if (line.role === "user") return new HumanMessage(line.text);
  if (line.role === "tool")
    return new ToolMessage({ content: line.text, tool_call_id: line.call.id });
  const tool_calls = line.calls.map(({ id, name, input }) => ({ id, name, args: objectOf(input) }));
  return new AIMessage({ content: "", tool_calls });
};

/** HTTP status that a failed request ended with. */
export const statusOf = (error: unknown): number | null => {
  for (const one of causes(error))
    if ("status" in one && typeof one.status === "number" && !(one instanceof AppError))
      return one.status;
  return null;
};

const failureOf = (cause: unknown, timeout: AbortSignal): DependencyError => {
  if (timeout.aborted) return new DependencyError("it did not answer in time", { cause });
  const known = causes(cause).find((one) => one instanceof AppError);
  if (known !== undefined) return new DependencyError(known.message, { cause });
  const message =
    statusOf(cause) === null
      ? "its endpoint gave no usable answer"
      : "its endpoint answered with an error";
  return new DependencyError(message, { cause });
};

const causes = (error: unknown): Error[] => {
  const found: Error[] = [];
  for (let one = error; one instanceof Error && found.length < 8; one = one.cause) found.push(one);
  return found;
};
