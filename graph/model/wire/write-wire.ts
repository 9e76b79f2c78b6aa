import type { WireMessage } from "./wire-message.ts";

/** OpenAI's chat completions as the protocol says, for clients that take it at its word. */
const about = { id: "c-1", created: 0, model: "model" };

const event = (chunk: object): string =>
  `data: ${JSON.stringify({ ...about, object: "chat.completion.chunk", ...chunk })}\n\n`;

export const textChunk = (text: string): string =>
  event({
    choices: [{ index: 0, delta: { role: "assistant", content: text }, finish_reason: null }],
  });

/** What is left to say: text, calls, why it ended, what it cost. */
export const finalChunk = (message: WireMessage): string => {
  const tool_calls = callsOf(message).map((call, index) => ({ index, ...call }));
  const delta = {
    role: "assistant",
    content: message.text,
    ...(tool_calls.length > 0 && { tool_calls }),
  };
  const choice = { index: 0, delta, finish_reason: finishOf(message) };
  return event({ choices: [choice], ...usageOf(message) });
};

export const streamEnd = "data: [DONE]\n\n";

export const wholeCompletion = (message: WireMessage): string => {
  const tool_calls = callsOf(message);
  const said = {
    role: "assistant",
    content: message.text,
    ...(tool_calls.length > 0 && { tool_calls }),
  };
  const choice = { index: 0, finish_reason: finishOf(message), message: said };
  return JSON.stringify({
    ...about,
    object: "chat.completion",
    choices: [choice],
    ...usageOf(message),
  });
};

/** Why none where it was cut off: half of a request is another request. */
const callsOf = ({ calls, finish }: WireMessage) =>
  finish !== "stop"
    ? []
    : calls.map(({ id, name, input }) => ({
        id,
        type: "function",
        function: { name, arguments: input },
      }));

const finishOf = ({ finish, calls }: WireMessage): string => {
  if (finish === "stop") return calls.length > 0 ? "tool_calls" : "stop";
  return finish === "length" ? "length" : "content_filter";
};

const usageOf = ({ usage }: WireMessage) =>
  usage === null
    ? {}
    : {
        usage: {
          prompt_tokens: usage.input,
          completion_tokens: usage.output,
          total_tokens: usage.input + usage.output,
        },
      };
