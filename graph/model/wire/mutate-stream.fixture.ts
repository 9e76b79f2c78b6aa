import type { Random } from "../../../sample/random.ts";
import { arrayOf, objectOf } from "./loose-json.ts";

type Chunk = Readonly<Record<string, unknown>>;

/** What servers were seen to do to a stream without meaning anything else by it. */
export const harmless: Readonly<Record<string, (body: string, random: Random) => string>> = {
  "carriage returns": (body) => body.replaceAll("\n", "\r\n"),
  "lone carriage returns": (body) => body.replaceAll("\n", "\r"),
  comments: (body) => body.replaceAll("\n\n", "\n\n: keep-alive\n\n"),
  "no blank between data and colon": (body) => body.replaceAll("data: ", "data:"),
  "event and id lines": (body) => body.replaceAll("data: {", "event: message\nid: 7\ndata: {"),
  "no end mark": (body) => body.replace("data: [DONE]\n\n", ""),
  "no line end at the end": (body) => body.trimEnd(),
  "no blank lines": (body) => body.replaceAll("\n\n", "\n"),
  "a byte order mark": (body) => `\uFEFF${body}`,
  "an empty reason to finish": (body) =>
    body.replaceAll('"finish_reason":null', '"finish_reason":""'),
  "empty choices first": (body) => `data: {"choices":[]}\n\n${body}`,
  "usage at the end": (body) =>
    body.replace(
      "data: [DONE]",
      'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}\n\ndata: [DONE]',
    ),
  "the name in every chunk": (body, random) =>
    withCalls(body, (calls) => pieces(calls, random, true)),
  "arguments in pieces": (body, random) => withCalls(body, (calls) => pieces(calls, random, false)),
  "no ids": (body) => withCalls(body, (calls) => [calls.map((call) => ({ ...call, id: null }))]),
  "no indexes": (body) => withCalls(body, (calls) => [calls.map(({ index: _, ...call }) => call)]),
  "every index 0": (body) =>
    withCalls(body, (calls) => [calls.map((call) => ({ ...call, index: 0 }))]),
  "arguments as an object": (body) =>
    withCalls(body, (calls) => [
      calls.map((call) => {
        const about = objectOf(call.function);
        return { ...call, function: { ...about, arguments: JSON.parse(String(about.arguments)) } };
      }),
    ]),
};

const withCalls = (
  body: string,
  change: (calls: readonly Chunk[]) => readonly (readonly Chunk[])[],
): string =>
  body.replace(/data: (\{.*"tool_calls":.*\})\n\n/, (whole, json: string) => {
    const [choice] = arrayOf(objectOf(JSON.parse(json)).choices);
    const calls = arrayOf(objectOf(objectOf(choice).delta).tool_calls).map(objectOf);
    if (calls.length === 0) return whole;
    const groups = change(calls);
    const events = groups.map((tool_calls, at) => ({
      index: 0,
      delta: { tool_calls },
      finish_reason: at === groups.length - 1 ? "tool_calls" : null,
    }));
    return events.map((event) => `data: ${JSON.stringify({ choices: [event] })}\n\n`).join("");
  });

/** Calls cut into pieces and sent in turns. */
const pieces = (calls: readonly Chunk[], random: Random, repeatsName: boolean): Chunk[][] => {
  const cut = calls.map((call) => {
    const { name, arguments: input } = objectOf(call.function);
    const text = String(input);
    const at = random.whole(1, Math.max(1, text.length - 1));
    const part = (piece: string, isFirst: boolean) => ({
      index: call.index,
      ...(isFirst && { id: call.id, type: "function" }),
      function: { ...((isFirst || repeatsName) && { name }), arguments: piece },
    });
    return [part(text.slice(0, at), true), part(text.slice(at), false)];
  });
  return [0, 1].map((turn) => cut.flatMap((parts) => parts[turn] ?? []));
};

/** What happens to bytes on the way: cut off, lost, doubled, changed, swapped. */
export const harmful: Readonly<Record<string, (body: string, random: Random) => string>> = {
  "cut off": (body, random) => body.slice(0, random.whole(0, body.length - 1)),
  "a stretch lost": (body, random) => {
    const at = random.whole(0, body.length - 1);
    return body.slice(0, at) + body.slice(at + random.whole(1, 40));
  },
  "a stretch doubled": (body, random) => {
    const at = random.whole(0, body.length - 1);
    const end = at + random.whole(1, 60);
    return body.slice(0, end) + body.slice(at, end) + body.slice(end);
  },
  "a byte changed": (body, random) => {
    const at = random.whole(0, body.length - 1);
    return body.slice(0, at) + String.fromCharCode(random.whole(1, 255)) + body.slice(at + 1);
  },
  "lines in another order": (body, random) =>
    body
      .split("\n\n")
      .toSorted(() => (random.chance(0.5) ? 1 : -1))
      .join("\n\n"),
  "an error in the middle": (body) =>
    body.replace("\n\n", '\n\ndata: {"error":{"message":"overloaded"}}\n\n'),
};

/** The same bytes in packets of any size, so that characters and lines are cut. */
export const inPackets = (body: string, random: Random): ReadableStream => {
  const bytes = new TextEncoder().encode(body);
  return ReadableStream.from(
    (function* () {
      for (let at = 0; at < bytes.length; ) {
        const end = at + random.whole(1, random.chance(0.3) ? 3 : 90);
        yield bytes.slice(at, end);
        at = end;
      }
    })(),
  );
};
