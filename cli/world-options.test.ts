import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../errors.ts";
import { readServerUrl, readWorldOptions, type WorldFlags } from "./world-options.ts";

const now = new Date("2026-11-23T17:45:00Z");
const flags: WorldFlags = { seed: "1", days: "30", incidents: "all", policy: "default" };
const read = (change: Partial<WorldFlags>) => readWorldOptions({ ...flags, ...change }, now);

describe("the options of pay world", () => {
  test("ask for a month until the last midnight in UTC when little is said", async () => {
    expect(await read({})).toEqual({
      seed: 1,
      days: 30,
      paymentsPerDay: 10_000,
      incidents: "all",
      policy: "default",
      endsAt: "2026-11-23T00:00:00.000Z",
    });
  });

  test.each([
    [{ "ends-at": "2026-11-01" }, { endsAt: "2026-11-01T00:00:00Z" }],
    [{ "ends-at": "2026-11-01T02:00:00+02:00" }, { endsAt: "2026-11-01T02:00:00+02:00" }],
    [{ incidents: "none" }, { incidents: "none" }],
    [{ incidents: "mix_shift, issuer_change" }, { incidents: ["issuer_change", "mix_shift"] }],
    [{ policy: "oracle" }, { policy: "oracle" }],
    [{ rate: "7" }, { paymentsPerDay: 518_400 }],
  ])("%j mean %j", async (change, expected) => {
    expect(await read(change)).toMatchObject(expected);
  });

  test.each([
    [{ seed: "one" }, "--seed: must be a whole number"],
    [{ days: "-3" }, "--days: must be a whole number"],
    [{ incidents: "mix_shfit" }, "Did you mean mix_shift?"],
    [{ "ends-at": "2026-11-01T12:00:00Z" }, "--ends-at: must be a midnight in UTC"],
    [{ "ends-at": "yesterday" }, "--ends-at: must be a day like 2026-11-01"],
    [{ rate: "0" }, "--rate: must be above 0"],
    [{ rate: "5", "payments-per-day": "5" }, "give one of them"],
    [{ policy: "/nowhere/policy.ts" }, "cannot be loaded"],
  ])("%j are refused", async (change, message) => {
    const reading = read(change);
    await expect(reading).rejects.toBeInstanceOf(UsageError);
    await expect(reading).rejects.toThrow(message);
  });

  test("take a policy from a file", async () => {
    const file = join(tmpdir(), `policy-${process.pid}.mjs`);
    writeFileSync(
      file,
      "export default () => ({ name: 'mine', routing() {}, retry() {}, stepUp() {} });",
    );
    expect(await read({ policy: file })).toMatchObject({ policy: expect.any(Function) });
  });

  test("name a server by its address alone", () => {
    expect(readServerUrl("http://127.0.0.1:8000").port).toBe("8000");
    expect(() => readServerUrl("localhost")).toThrow(UsageError);
  });
});
