import type { z } from "zod";
import { DependencyError } from "../../errors.ts";
import { createBreaker } from "../breaker.ts";
import {
  createCapability,
  probeQuestion,
  probeSystem,
  probeTool,
  requireUsable,
} from "./capability.ts";
import { type Completion, createClient, type Line, statusOf } from "./client.ts";
import type { ModelSettings } from "./model-settings.ts";
import { schemaOf } from "./schema-of.ts";
import { type Spending, uncounted } from "./spending.ts";
import { type AskedCall, callsInText, type OfferedTool } from "./tool-call.ts";
import { jsonOf } from "./wire/loose-json.ts";
import { maskedRequest } from "./wire/masked-request.ts";
import { patient } from "./wire/patient.ts";
import { repaired } from "./wire/repaired.ts";
import { liveTransport } from "./wire/transport.ts";

interface Common {
  readonly system: string;
  readonly signal: AbortSignal;
  readonly spending: Spending;
}

export interface ChatRequest<Reply> extends Common {
  readonly human: string;
  /** Shape of the reply, asked for and then checked. */
  readonly reply: z.ZodType<Reply>;
}

export interface ToolRequest extends Common {
  readonly lines: readonly Line[];
  readonly tools: readonly OfferedTool[];
}

/** A model behind an endpoint. Both throw DependencyError whose message says why there is no usable answer. */
export interface Chat {
  /** One question, one checked reply. */
  ask<Reply>(request: ChatRequest<Reply>): Promise<Reply>;
  /** The calls it asks for; none where it is done. */
  calls(request: ToolRequest): Promise<readonly AskedCall[]>;
}

/** A chat with the configured endpoint, on the best rung that it can stand on. */
export const createChat = (settings: ModelSettings): Chat => {
  const clock = settings.clock ?? (() => performance.now());
  const breaker = createBreaker({ name: "its endpoint", clock });
  const { now = Date.now, random = Math.random, transport = liveTransport } = settings;
  const careful = maskedRequest(repaired(patient(transport, { breaker, now, random })));
  const client = createClient(settings, careful);

  const capability = createCapability({
    clock,
    async try(rung, signal) {
      const lines = [{ role: "user" as const, text: probeQuestion }];
      const request = {
        system: probeSystem,
        lines,
        tools: [probeTool],
        signal,
        spending: uncounted,
      };
      const called = await callsOn(client, rung, request).catch((error: unknown) => {
        if (cannot(error)) return [];
        throw error;
      });
      return called.some(({ name }) => name === probeTool.name);
    },
  });

  let isStructured = true;
  return {
    async ask({ system, human, reply, signal, spending }) {
      const rung = requireUsable(await capability.rung(signal));
      const schema = schemaOf(reply);
      const send = (structured: boolean): Promise<Completion> =>
        client({
          system: `${system}\n\nReply with one JSON object of this schema, nothing else:\n${JSON.stringify(schema)}`,
          lines: [{ role: "user", text: human }],
          schema: structured ? schema : null,
          tools: [],
          isStream: rung === "stream",
          signal,
          spending,
        });
      const said = await send(isStructured).catch((error: unknown) => {
        if (!isStructured || !cannot(error)) throw error;
        isStructured = false;
        return send(false);
      });
      return parseReply(said, reply);
    },
    async calls(request) {
      const rung = requireUsable(await capability.rung(request.signal));
      return callsOn(client, rung, request).catch((error: unknown) => {
        if (rung !== "text" && cannot(error)) capability.stepDown(rung);
        throw error;
      });
    },
  };
};

/** The endpoint does not know what was asked for; asked in another way it may. */
const cannot = (error: unknown): boolean =>
  [400, 404, 415, 422, 501].includes(statusOf(error) ?? 0);

const callsOn = async (
  client: ReturnType<typeof createClient>,
  rung: "stream" | "tools" | "text",
  { system, lines, tools, signal, spending }: ToolRequest,
): Promise<readonly AskedCall[]> => {
  const inText = rung === "text";
  const said = await client({
    system: inText ? `${system}\n\n${toolsInText(tools)}` : system,
    lines,
    schema: null,
    tools: inText ? [] : tools,
    isStream: rung === "stream",
    signal,
    spending,
  });
  if (said.isCut) return [];
  if (said.calls.length > 0) return said.calls;
  const known = new Set(tools.map(({ name }) => name));
  return callsInText(said.text).filter(({ name }) => known.has(name));
};

const toolsInText = (tools: readonly OfferedTool[]): string =>
  `Tools:\n${tools.map((tool) => JSON.stringify(tool)).join("\n")}\n\nTo call one, reply with one JSON object and nothing else: {"name": "…", "arguments": {…}}. When you need none, reply with {"done": true}.`;

/** Models wrap JSON in prose and code fences: what counts is the outermost object. */
const parseReply = <Reply>({ text, isCut }: Completion, schema: z.ZodType<Reply>): Reply => {
  if (isCut) throw new DependencyError("its answer was cut off");
  if (text.trim() === "") throw new DependencyError("its answer is empty");
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  const found = start < 0 || end < start ? null : jsonOf(text.slice(start, end + 1));
  if (found === undefined) throw new DependencyError("its answer is no JSON");
  const parsed = schema.safeParse(found);
  if (!parsed.success)
    throw new DependencyError("its answer has the wrong shape", { cause: parsed.error });
  return parsed.data;
};
