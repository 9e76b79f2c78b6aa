import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../sample/random.ts";
import { probeTool } from "../capability.ts";
import { createChat } from "../chat.ts";
import { mutated } from "../scripted-models.fixture.ts";
import { type Brain, scripted } from "../scripted-transport.fixture.ts";
import { uncounted } from "../spending.ts";
import type { AskedCall } from "../tool-call.ts";
import { harmful, harmless, inPackets } from "./mutate-stream.fixture.ts";

const asked = [
  { name: "breakdown", input: { by: ["card_network"], within: { issuer: ["issuer-ä", "発行"] } } },
  { name: "onset", input: { by: [], within: {} } },
];
const calling: Brain = ({ part }) => (part === "probe" ? { say: "" } : { call: asked });
const tools = ["breakdown", "onset"].map((name) => ({ ...probeTool, name }));
const signal = AbortSignal.timeout(60_000);

/** One request to a server whose stream goes through `mutate`. */
const callsThrough = async (
  mutate: (body: string) => string | ReadableStream,
): Promise<readonly AskedCall[] | "failed"> => {
  const { settings } = scripted(mutated(mutate, calling));
  const chat = createChat({ ...settings, timeoutMs: 2_000 });
  const lines = [{ role: "user" as const, text: "look" }];
  return chat
    .calls({ system: "# Specialist", lines, tools, signal, spending: uncounted })
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === "DependencyError") return "failed" as const;
      throw error;
    });
};
const plain = (calls: readonly AskedCall[] | "failed") =>
  calls === "failed" ? calls : calls.map(({ name, input }) => ({ name, input }));

describe("streams of servers that are not quite compatible", () => {
  test.each(Object.entries(harmless))(
    "%s: the same calls, however the bytes arrive",
    async (_, mutate) => {
      const random = seededRandom(1);
      for (let run = 0; run < 6; run += 1) {
        const calls = await callsThrough((body) => inPackets(mutate(body, random), random));
        expect(plain(calls)).toEqual(asked);
      }
    },
  );
});

describe("2,000 streams that were damaged on the way", () => {
  const original = new Set(asked.map((call) => JSON.stringify(call)));

  test("none crashes, none hangs, and no half of a call is done", async () => {
    const random = seededRandom(2);
    const kinds = Object.entries(harmful);
    const seen = { failed: 0, same: 0, other: 0 };
    const started = performance.now();
    for (let run = 0; run < 2_000; run += 1) {
      const [kind, mutate] = kinds[run % kinds.length] ?? [];
      if (kind === undefined || mutate === undefined) throw new Error("no mutation");
      const twice = run % 5 === 0 ? harmless["carriage returns"] : undefined;
      const calls = await callsThrough((body) => {
        const damaged = mutate(twice?.(body, random) ?? body, random);
        return run % 3 === 0 ? inPackets(damaged, random) : damaged;
      });
      if (calls === "failed") {
        seen.failed += 1;
        continue;
      }
      const isOriginal =
        plain(calls) !== "failed" &&
        calls.every(({ name, input }) => original.has(JSON.stringify({ name, input })));
      seen[isOriginal ? "same" : "other"] += 1;
      // Why: a cut can only ever leave whole calls; bytes that changed are for the schema of the tool to refuse.
      if (kind === "cut off" || kind === "an error in the middle") expect(isOriginal).toBe(true);
      for (const { input } of calls)
        expect(input === undefined || typeof input === "object").toBe(true);
      expect(calls.length).toBeLessThanOrEqual(16);
    }
    expect(performance.now() - started).toBeLessThan(25_000);
    expect(seen.failed + seen.same + seen.other).toBe(2_000);
    expect(seen.failed).toBeGreaterThan(200);
    expect(seen.same).toBeGreaterThan(200);
  });
});
