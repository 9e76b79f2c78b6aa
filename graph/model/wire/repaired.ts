import { DependencyError } from "../../../errors.ts";
import { maskCardNumbers } from "../../../lakehouse/card-number.ts";
import { cardNumberStream } from "../../../lakehouse/card-number-stream.ts";
import { createAssembly } from "./assembly.ts";
import { jsonOf, objectOf } from "./loose-json.ts";
import { readSse } from "./read-sse.ts";
import type { Transport } from "./transport.ts";
import type { WireMessage } from "./wire-message.ts";
import { finalChunk, streamEnd, textChunk, wholeCompletion } from "./write-wire.ts";

/**
 * A transport whose answers are as the protocol says, whatever the server makes of it, and hold no full card number.
 * Text goes through as it comes; calls of tools are passed on when they are whole, and none of a message that was cut off.
 */
export const repaired =
  (transport: Transport): Transport =>
  async (request) => {
    const response = await transport(request);
    if (!response.ok || response.body === null) return response;
    const wantsStream = objectOf(jsonOf(request.body)).stream === true;
    const isStream = response.headers.get("content-type")?.includes("event-stream") ?? false;
    if (!isStream) {
      const message = completion(await response.text());
      return wantsStream ? streamed([finalChunk(masked(message)), streamEnd]) : json(message);
    }
    if (wantsStream) return streamed(chunksOf(response.body));
    let message: WireMessage | null = null;
    for await (const part of messageOf(response.body)) message = part.message;
    if (message === null) throw cutOff();
    return json(message);
  };

const cutOff = (): DependencyError => new DependencyError("its answer broke off");

const completion = (text: string): WireMessage => {
  const assembly = createAssembly();
  const body = jsonOf(text);
  if (body === undefined || objectOf(body).choices === undefined)
    throw new DependencyError("its endpoint gave no usable answer");
  assembly.add(body);
  const message = assembly.end(true);
  if (message === null) throw cutOff();
  return message;
};

interface Part {
  readonly added: string;
  /** With the last part. */
  readonly message: WireMessage | null;
}

async function* messageOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const assembly = createAssembly();
  let sawEnd = false;
  for await (const data of readSse(body)) {
    if (data.trim() === "[DONE]") {
      sawEnd = true;
      break;
    }
    for (const chunk of chunksIn(data)) yield { added: assembly.add(chunk), message: null };
  }
  const message = assembly.end(sawEnd);
  if (message === null) throw cutOff();
  yield { added: "", message };
}

/** The JSON of an event. Servers that forget the blank line between events give several in one. */
const chunksIn = (data: string): unknown[] => {
  const one = jsonOf(data);
  if (one !== undefined) return [one];
  const lines = data.split("\n").filter((line) => line.trim() !== "" && line.trim() !== "[DONE]");
  const chunks = lines.map(jsonOf);
  if (chunks.includes(undefined)) throw new DependencyError("its stream is garbled");
  return chunks;
};

async function* chunksOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const mask = cardNumberStream();
  for await (const { added, message } of messageOf(body)) {
    const text = mask.push(added) + (message === null ? "" : mask.end());
    if (text !== "") yield textChunk(text);
    if (message !== null) yield finalChunk({ ...message, text: "" });
  }
  yield streamEnd;
}

const masked = (message: WireMessage): WireMessage => ({
  ...message,
  text: maskCardNumbers(message.text).text,
});

const json = (message: WireMessage): Response =>
  new Response(wholeCompletion(masked(message)), {
    headers: { "content-type": "application/json" },
  });

const streamed = (chunks: AsyncIterable<string> | Iterable<string>): Response =>
  new Response(ReadableStream.from(chunks).pipeThrough(new TextEncoderStream()), {
    headers: { "content-type": "text/event-stream" },
  });
