import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { UsageError } from "../../errors.ts";
import { createWorld, type WorldOptions } from "../world.ts";
import { loadPolicy } from "./load-policy.ts";

const folder = mkdtempSync(join(tmpdir(), "policy-"));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const policyText = (change: string) => `export default ({ processors }) => ({
  name: "all-first",
  routing: (facts, shares) => { shares[0] = 1; },
  retry: () => null,
  stepUp: () => "none",
  ${change}
});`;
const options: WorldOptions = {
  seed: 1,
  days: 1,
  paymentsPerDay: 300,
  incidents: "none",
  endsAt: "2026-11-02T00:00:00Z",
};

test("a policy of a file acts in the world under its name", async () => {
  const policy = await loadPolicy(written("first.mjs", policyText("")));
  const world = createWorld({ ...options, policy });
  const [day] = world.stretches().toArray();
  const used = new Set(day?.attempts.columns.processor.subarray(0, day.attempts.count));
  used.delete(-1);
  expect([...used]).toEqual([0]);
  expect(world.dictionaries.routePolicy).toEqual(["all-first"]);
  expect(world.truth().policy).toBe("all-first");
});

test.each([
  ["no-such.mjs", null, /cannot be loaded/],
  ["broken.mjs", "export default (", /cannot be loaded/],
  ["object.mjs", "export default {};", /must export a function/],
  ["nameless.mjs", policyText('name: "Not A Name",'), /name/],
  ["no-retry.mjs", policyText("retry: undefined,"), /retry/],
])("the file %s is refused with a reason", async (name, text, reason) => {
  const file = text === null ? join(folder, name) : written(name, text);
  const use = async () => createWorld({ ...options, policy: await loadPolicy(file) });
  await expect(use()).rejects.toThrow(UsageError);
  await expect(use()).rejects.toThrow(reason);
});

test.each([
  ["waits.mjs", 'retry: () => "soon",', /retry/],
  ["steps.mjs", 'stepUp: () => "4ds",', /stepUp/],
])("what a function of %s returns is checked when it acts", async (name, change, reason) => {
  const policy = await loadPolicy(written(name, policyText(change)));
  expect(() =>
    createWorld({ ...options, policy })
      .stretches()
      .next(),
  ).toThrow(reason);
});
