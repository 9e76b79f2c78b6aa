import { describe, expect, test } from "vitest";
import { json } from "../scripted-transport.fixture.ts";
import { recorded } from "./recorded.ts";
import { type Recording, readRecordings, recordingLine } from "./recording.ts";
import { replaying } from "./replaying.ts";
import type { Transport } from "./transport.ts";

const { signal } = new AbortController();
const ask = (transport: Transport, body: object) =>
  transport({
    url: "http://m/v1",
    headers: { authorization: "Bearer abc" },
    body: JSON.stringify(body),
    signal,
  });
const question = { model: "m", messages: [{ role: "user", content: "why?" }], tools: [] };
const saying =
  (text: string): Transport =>
  async () =>
    json({ choices: [{ message: { content: text } }] });

const recordedOf = async (transport: Transport, ...bodies: readonly object[]) => {
  const kept: Recording[] = [];
  const recording = recorded(transport, (one) => kept.push(one));
  for (const body of bodies) await ask(recording, body);
  return kept;
};

describe("a recording", () => {
  test("answers the same request, whatever the order of its keys, and is read back from its line", async () => {
    const kept = await recordedOf(saying("because"), question);
    const [line = ""] = kept.map(recordingLine);
    const { tools, messages, model } = question;
    const again = await ask(replaying(readRecordings(line)), { tools, messages, model });
    expect(await again.text()).toContain("because");
    expect(line).not.toContain("Bearer");
  });

  test("gives repeated requests their answers in order, and from the start again", async () => {
    let count = 0;
    const counting: Transport = async () => {
      count += 1;
      return json({ n: count });
    };
    const replay = replaying(await recordedOf(counting, question, question));
    const bodies = [1, 2, 3].map(async () => (await ask(replay, question)).json());
    expect(await Promise.all(bodies)).toEqual([{ n: 1 }, { n: 2 }, { n: 1 }]);
  });

  test("never answers another question: a miss fails and shows what differs", async () => {
    const misses: string[] = [];
    const replay = replaying(await recordedOf(saying("because"), question), (miss) =>
      misses.push(miss),
    );
    const other = { ...question, messages: [{ role: "user", content: "why not?" }] };
    await expect(ask(replay, other)).rejects.toThrow("it has no recording of this request");
    expect(misses.join()).toContain('messages.0.content: recorded "why?", asked "why not?"');
  });

  test("is out of date when the schema of a tool changed", async () => {
    const misses: string[] = [];
    const replay = replaying(await recordedOf(saying("x"), question), (miss) => misses.push(miss));
    await expect(ask(replay, { ...question, tools: [{ name: "new" }] })).rejects.toThrow();
    expect(misses.join()).toContain("their schemas changed");
  });

  test.each([
    ["an API key", "sk-proj-abcdefghijklmnopqrstuv"],
    ["an API key", "dapi0123456789abcdef0123456789"],
    ["a bearer token", "Authorization: Bearer abcdefghijklmnop1234"],
    ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["a password", 'password = "hunter22"'],
    ["a card number", "card 4111 1111 1111 1111 was declined"],
  ])("with %s is refused, in the request and in the answer", async (what, secret) => {
    const asked = { ...question, messages: [{ role: "user", content: secret }] };
    await expect(recordedOf(saying("fine"), asked)).rejects.toThrow(`holds ${what}`);
    await expect(recordedOf(saying(secret), question)).rejects.toThrow(`holds ${what}`);
  });
});
