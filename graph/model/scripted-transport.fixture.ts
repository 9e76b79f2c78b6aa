import { setTimeout as sleep } from "node:timers/promises";
import { probeTool } from "./capability.ts";
import type { ModelSettings } from "./model-settings.ts";
import { arrayOf, jsonOf, objectOf, textOf } from "./wire/loose-json.ts";
import type { Transport } from "./wire/transport.ts";

export interface Seen {
  readonly role: string;
  readonly text: string;
}

/** A request as a scripted model reads it. */
export interface Heard {
  readonly part: "probe" | "plan" | "look" | "write";
  readonly system: string;
  /** Everything but the system's text. */
  readonly messages: readonly Seen[];
  /** Of the last message of the user; empty where that is no JSON. */
  readonly material: Readonly<Record<string, unknown>>;
  readonly tools: readonly string[];
  readonly isStream: boolean;
  readonly isStructured: boolean;
  /** As it went over the wire. */
  readonly body: string;
}

export interface Call {
  readonly name: string;
  readonly input: unknown;
}

/** What a scripted model does: says something, calls tools, or anything else that an endpoint can do. */
export type Act =
  | { readonly say: string }
  | { readonly call: readonly Call[] }
  | { readonly respond: (signal: AbortSignal) => Response | Promise<Response> };
export type Brain = (heard: Heard) => Act;

export interface Scripted {
  readonly settings: ModelSettings;
  readonly heard: readonly Heard[];
}

/** A model as a function, in the place of the network. The probe is answered as a good server would. */
export const scripted = (brain: Brain, over: Partial<ModelSettings> = {}): Scripted => {
  const heard: Heard[] = [];
  const transport: Transport = async ({ body, signal }) => {
    signal.throwIfAborted();
    const request = hear(body);
    heard.push(request);
    const act = request.part === "probe" ? probed(brain, request) : brain(request);
    return "respond" in act ? act.respond(signal) : completion(act, request.isStream);
  };
  const settings = {
    baseUrl: "http://model.invalid/v1",
    name: "scripted",
    apiKey: null,
    transport,
  };
  return { settings: { ...settings, random: () => 0, ...over }, heard };
};

const hear = (body: string): Heard => {
  const request = objectOf(jsonOf(body));
  const all = arrayOf(request.messages).map((message) => ({
    role: textOf(objectOf(message).role) ?? "",
    text: textOf(objectOf(message).content) ?? "",
  }));
  const system = all.find(({ role }) => role === "system" || role === "developer")?.text ?? "";
  const messages = all.filter(({ role }) => role !== "system" && role !== "developer");
  const tools = arrayOf(request.tools).map(
    (tool) => textOf(objectOf(objectOf(tool).function).name) ?? "",
  );
  const isProbe = tools.includes(probeTool.name) || system.includes(probeTool.description);
  return {
    part: isProbe
      ? "probe"
      : system.includes("# Orchestrator")
        ? "plan"
        : system.includes("# Specialist")
          ? "look"
          : "write",
    system,
    messages,
    material: objectOf(jsonOf(messages.findLast(({ role }) => role === "user")?.text ?? "")),
    tools,
    isStream: request.stream === true,
    isStructured: request.response_format !== undefined,
    body,
  };
};

/** A brain that has no opinion on the probe passes it. */
const probed = (brain: Brain, request: Heard): Act => {
  const act = brain(request);
  return "say" in act && act.say === ""
    ? { call: [{ name: probeTool.name, input: { ok: true } }] }
    : act;
};

export const completion = (
  act: Exclude<Act, { respond: unknown }>,
  isStream: boolean,
): Response => {
  const content = "say" in act ? act.say : null;
  const tool_calls =
    "call" in act
      ? act.call.map(({ name, input }, index) => ({
          index,
          id: `c${index}`,
          type: "function",
          function: { name, arguments: JSON.stringify(input) },
        }))
      : [];
  const finish_reason = tool_calls.length > 0 ? "tool_calls" : "stop";
  const message = { role: "assistant", content, ...(tool_calls.length > 0 && { tool_calls }) };
  if (!isStream) return json({ choices: [{ index: 0, message, finish_reason }] });
  const pieces = (content ?? "").match(/[\s\S]{1,24}/g) ?? [];
  const chunks = [
    ...pieces.map((piece) => ({ delta: { content: piece }, finish_reason: null })),
    { delta: tool_calls.length > 0 ? { tool_calls } : {}, finish_reason },
  ];
  return sse(
    `${chunks.map((choice) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`).join("")}data: [DONE]\n\n`,
  );
};

export const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });

export const sse = (body: string | ReadableStream): Response =>
  new Response(body, { headers: { "content-type": "text/event-stream" } });

/** Begins to answer and then says nothing more until whoever asked gives up. */
export const stalling = (signal: AbortSignal): Response =>
  sse(
    ReadableStream.from(
      (async function* () {
        yield new TextEncoder().encode(
          'data: {"choices":[{"index":0,"delta":{"content":"{"}}]}\n\n',
        );
        await sleep(600_000, undefined, { signal, ref: false });
      })(),
    ),
  );
