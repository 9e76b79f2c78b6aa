import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";
import { DependencyError } from "../../errors.ts";
import { noTracing } from "../no-tracing.ts";
import type { ModelSettings } from "./model-settings.ts";

export interface ChatRequest<Reply> {
  readonly system: string;
  readonly human: string;
  /** Shape of the reply, asked for and then checked. */
  readonly reply: z.ZodType<Reply>;
  readonly signal: AbortSignal;
}

/** One question to the model, one checked reply. Throws DependencyError whose message says why there is none. */
export type Chat = <Reply>(request: ChatRequest<Reply>) => Promise<Reply>;

const defaultTimeoutMs = 20_000;

/** A chat with the configured endpoint: structured output where it is supported, JSON in the text where it is not. */
export const createChat = (settings: ModelSettings): Chat => {
  const timeoutMs = settings.timeoutMs ?? defaultTimeoutMs;
  const model = new ChatOpenAI({
    model: settings.name,
    // Why: the client refuses to start without a key, endpoints without one ignore it.
    apiKey: settings.apiKey ?? "none",
    configuration: { baseURL: settings.baseUrl },
    temperature: 0,
    maxRetries: 0,
    callbacks: [noTracing],
  });

  return async ({ system, human, reply, signal }) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const schema = z.toJSONSchema(reply, { io: "input" });
    const messages = [
      new SystemMessage(
        `${system}\n\nReply with one JSON object of this schema, nothing else:\n${JSON.stringify(schema)}`,
      ),
      new HumanMessage(human),
    ];
    const ask = async (structured: boolean): Promise<string> => {
      const format = { type: "json_schema" as const, json_schema: { name: "reply", schema } };
      const message = await model.invoke(messages, {
        signal: AbortSignal.any([signal, timeout]),
        ...(structured ? { response_format: format } : {}),
      });
      return message.text;
    };
    const text = await ask(true)
      .catch((error: unknown) => (lacksStructure(error) ? ask(false) : Promise.reject(error)))
      .catch((cause: unknown) => {
        signal.throwIfAborted();
        throw new DependencyError(reasonOf(cause, timeout), { cause });
      });
    return parseReply(text, reply);
  };
};

/** The endpoint refuses structured output, or takes it and still wraps its JSON in prose. */
const lacksStructure = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof Error && "status" in error && (error.status === 400 || error.status === 422));

const reasonOf = (cause: unknown, timeout: AbortSignal): string => {
  if (timeout.aborted) return "it did not answer in time";
  if (cause instanceof Error && "status" in cause && typeof cause.status === "number")
    return "its endpoint answered with an error";
  return "its endpoint gave no usable answer";
};

/** Models wrap JSON in prose and code fences: what counts is the outermost object. */
const parseReply = <Reply>(text: string, schema: z.ZodType<Reply>): Reply => {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  const parsed = schema.safeParse(
    start < 0 || end < start ? null : jsonOf(text.slice(start, end + 1)),
  );
  if (!parsed.success)
    throw new DependencyError("its answer has the wrong shape", { cause: parsed.error });
  return parsed.data;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new DependencyError("its answer is no JSON", { cause });
  }
};
