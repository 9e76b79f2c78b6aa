import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { UsageError } from "../errors.ts";
import { reasonOf } from "../lakehouse/decline/reason-of.ts";
import { declineReason } from "../lakehouse/decline/reasons.ts";
import { Attempt, attemptFields } from "../lakehouse/event/attempt.ts";
import { attemptColumnNames } from "./attempt-columns.ts";
import { allRows, eventRows } from "./event-rows.fixture.ts";
import { fingerprint } from "./fingerprint.fixture.ts";
import { dayMs, hourMs } from "./time.ts";
import { createWorld, type WorldOptions } from "./world.ts";

const options: WorldOptions = {
  seed: 11,
  days: 3,
  paymentsPerDay: 1_500,
  incidents: "all",
  endsAt: "2026-11-02T00:00:00Z",
};
const world = createWorld(options);
const rows = allRows(world);

describe("a world", () => {
  test("is the same to the bit when it is made again", () => {
    expect(fingerprint(createWorld(options))).toBe(fingerprint(createWorld(options)));
  });

  test.each(["America/Sao_Paulo", "Pacific/Auckland"])(
    "is the same in the time zone %s",
    (zone) => {
      const script = `
      import { createWorld } from "./world/world.ts";
      import { fingerprint } from "./world/fingerprint.fixture.ts";
      process.stdout.write(fingerprint(createWorld(${JSON.stringify(options)})));`;
      const there = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
        cwd: new URL("..", import.meta.url),
        env: { TZ: zone, LC_ALL: "tr_TR.UTF-8" },
        encoding: "utf8",
      });
      expect(there).toBe(fingerprint(createWorld(options)));
    },
  );

  test("has the same truth before and after it was emitted", () => {
    expect(world.truth()).toEqual(createWorld(options).truth());
  });

  test("differs from the world of another seed", () => {
    expect(fingerprint(createWorld({ ...options, seed: 12 }))).not.toBe(fingerprint(world));
  });

  test("emits events that the event format accepts", () => {
    expect(attemptColumnNames.filter((name) => !attemptFields.includes(name))).toEqual([]);
    for (const row of rows) {
      const parsed = Attempt.safeParse(row);
      expect(parsed.error?.issues ?? [], JSON.stringify(row)).toEqual([]);
    }
  });

  test("gives every attempt an id of its own and one order of time", () => {
    expect(new Set(rows.map((row) => row.transaction_id)).size).toBe(rows.length);
    const times = rows.map((row) => String(row.event_timestamp));
    expect(times).toEqual(times.toSorted());
  });

  test("links every repeat to the attempt of the same payment before it", () => {
    const byId = new Map(rows.map((row) => [row.transaction_id, row]));
    const repeats = rows.filter((row) => row.previous_transaction_id !== null);
    expect(repeats.length).toBeGreaterThan(100);
    for (const repeat of repeats) {
      const before = byId.get(repeat.previous_transaction_id);
      // The attempt before is missing only where its feed lost it.
      if (before === undefined) continue;
      expect(before).toMatchObject({
        payment_id: repeat.payment_id,
        is_approved: false,
        attempt_no: Number(repeat.attempt_no) - 1,
      });
    }
  });

  test("shows a code of a known meaning on every decline and none on an approval", () => {
    const unknown = rows.filter((row) => {
      const code = row.decline_code_raw;
      if (row.is_approved) return code !== null;
      return code === null || reasonOf("event", String(code), null).reason === "OTHER";
    });
    expect(unknown).toEqual([]);
  });

  test("never says hard words of a payment that is approved in the end", () => {
    const approved = new Set(rows.filter((row) => row.is_approved).map((row) => row.payment_id));
    const hard = rows.filter(
      ({ decline_code_raw: code }) =>
        code !== null &&
        declineReason(reasonOf("event", String(code), null).reason)?.class === "hard",
    );
    expect(hard.length).toBeGreaterThan(10);
    expect(hard.filter((row) => approved.has(row.payment_id))).toEqual([]);
  });

  test("is the same whatever the step", () => {
    const daily = rows;
    const stepped = createWorld(options)
      .stretches({ stepMs: 7 * 60_000 + 321 })
      .toArray();
    expect(stepped.flatMap(({ attempts }) => eventRows(world, attempts))).toEqual(daily);
    expect(stepped.flatMap(({ fxRates }) => fxRates)).toEqual(
      createWorld(options)
        .stretches()
        .toArray()
        .flatMap(({ fxRates }) => fxRates),
    );
  });

  test("goes on where it was left, late retries included, at once or made anew", () => {
    const turn = world.startsAt + dayMs + 5 * hourMs + 12_345;
    const expected = rows.filter((row) => Date.parse(String(row.event_timestamp)) >= turn);
    const fresh = createWorld(options);
    const later = (from: number) =>
      fresh
        .stretches({ from, stepMs: hourMs })
        .toArray()
        .flatMap(({ attempts }) => eventRows(fresh, attempts));
    expect(later(turn)).toEqual(expected);
    for (const _ of fresh.stretches({ to: turn })) expect(_.attempts.count).toBeGreaterThan(0);
    expect(later(turn)).toEqual(expected);
  });

  test("that ends a day later is the same world and a day", () => {
    const quiet = { ...options, incidents: "none" as const };
    const longer = createWorld({ ...quiet, days: 4, endsAt: "2026-11-03T00:00:00Z" });
    const both = allRows(longer).filter((row) => String(row.event_timestamp) < quiet.endsAt);
    expect(both).toEqual(allRows(createWorld(quiet)));
    const beyond = createWorld(quiet)
      .stretches({ to: longer.endsAt })
      .toArray()
      .flatMap(({ attempts }) => eventRows(longer, attempts));
    expect(beyond).toEqual(allRows(longer));
  });

  test("has a rate for every currency on every day, and the dollar is worth one", () => {
    const rates = world
      .stretches()
      .toArray()
      .flatMap(({ fxRates }) => fxRates);
    expect(rates.length).toBe(options.days * world.dictionaries.currency.length);
    expect(rates.filter(({ usdPerUnit }) => !(usdPerUnit > 0))).toEqual([]);
    expect(new Set(rates.filter((r) => r.currency === "USD").map((r) => r.usdPerUnit))).toEqual(
      new Set([1]),
    );
    const euro = rates.filter((rate) => rate.currency === "EUR").map((rate) => rate.usdPerUnit);
    for (const [day, rate] of euro.entries())
      expect(Math.abs(rate / (euro[day - 1] ?? rate) - 1)).toBeLessThan(0.03);
  });

  test.each([
    { seed: -1 },
    { days: 0 },
    { paymentsPerDay: 0.5 },
    { endsAt: "2026-11-02T01:00:00Z" },
    { endsAt: "yesterday" },
  ])("is refused with %j", (change) => {
    expect(() => createWorld({ ...options, ...change })).toThrow(UsageError);
  });
});
