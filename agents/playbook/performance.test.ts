import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Lakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { type AttemptFact, completed, factsLakehouse } from "../../tools/facts.fixture.ts";
import type { Figure } from "../figure.ts";
import type { Finding } from "../finding.ts";
import { performance } from "../performance.ts";
import {
  brazilDrop,
  planted,
  runAgent,
  scope,
  thisWeek,
  weekBefore,
  world,
} from "../planted.fixture.ts";

const dropped = world(brazilDrop);
const rows = completed(dropped).filter((row) => row.is_counted);
const during = ([from, to]: readonly [string, string], extra = (_: AttemptFact) => true) =>
  rows.filter((row) => row.event_timestamp >= from && row.event_timestamp < to && extra(row));
const share = (own: readonly AttemptFact[]) =>
  own.filter((row) => row.is_approved).length / own.length;
const isHit = (row: AttemptFact) => row.issuer_country === "BR" && row.funding_type === "debit";
const hit = { issuer_country: ["BR"], funding_type: ["debit"] };

let lake: Lakehouse;
beforeAll(async () => {
  lake = await factsLakehouse(dropped);
});
afterAll(() => lake.close());

const figureIn = (finding: Finding | undefined, matches: (figure: Figure) => boolean) =>
  finding?.figures.find(matches);

describe("performance, asked why approval changed", () => {
  const asked = async () => (await runAgent(performance, lake.warehouse, {})).report.findings;

  test("leads with the size of the drop, beyond chance", async () => {
    const [first] = await asked();
    expect(first?.kind).toBe("approval_drop");
    const change = figureIn(
      first,
      (figure) => figure.unit === "pp" && figure.interval !== undefined,
    );
    expect(change?.value).toBeCloseTo(
      100 * (share(during(thisWeek)) - share(during(weekBefore))),
      9,
    );
    expect(change?.interval?.[1]).toBeLessThan(0);
  });

  test("names exactly the planted cell as its first cause, with what it contributes", async () => {
    const mover = (await asked()).find((finding) => finding.causes.length > 0);
    expect(mover?.cell).toEqual(hit);
    expect(mover?.causes[0]?.cell).toEqual(hit);
    const now = during(thisWeek, isHit);
    const before = during(weekBefore, isHit);
    const change = figureIn(
      mover,
      (figure) => figure.unit === "pp" && figure.interval !== undefined,
    );
    expect(change?.value).toBeCloseTo(100 * (share(now) - share(before)), 9);
    // Every attempt is 50 dollars: the drop of the rate times what was attempted in the cell, in cents.
    expect(mover?.impact?.mid).toBe(Math.round((share(before) - share(now)) * now.length * 5000));
    expect(mover?.impact?.unit).toBe("USD");
  });

  test("the contributions of all parts sum to the change", async () => {
    const mover = (await asked()).find((finding) => finding.causes.length > 0);
    const lastColumn = (mover?.table?.rows ?? []).map((row) => row.at(-1) ?? "");
    const parts = mover?.figures.filter((figure) => lastColumn.includes(`{{${figure.id}}}`)) ?? [];
    expect(parts.length).toBe(mover?.table?.rows.length);
    const summed = parts.reduce((sum, part) => sum + part.value, 0);
    expect(summed).toBeCloseTo(100 * (share(during(thisWeek)) - share(during(weekBefore))), 9);
  });

  test("dates the onset to within three hours of the planted one, still going", async () => {
    const dated = (await asked()).find((finding) => finding.onset !== null);
    const distance = Math.abs(Date.parse(dated?.onset ?? "") - Date.parse(planted));
    expect(distance).toBeLessThanOrEqual(3 * 3_600_000);
    expect(dated?.cell).toEqual(hit);
    expect(dated?.end).toBeNull();
  });

  test("calls it rate and not mix, and the two sum to the change", async () => {
    const split = (await asked()).find((finding) => finding.text.includes("mix and rate sum"));
    expect(split?.kind).toBe("other");
    const [total, first, second] = split?.figures.filter((figure) => figure.unit === "pp") ?? [];
    const values = [total, first, second]
      .map((figure) => figure?.value ?? Number.NaN)
      .toSorted((a, b) => Math.abs(b) - Math.abs(a));
    expect(split?.title).toContain("mostly rate");
    expect(values).toHaveLength(3);
    expect((first?.value ?? 0) + (second?.value ?? 0) + (total?.value ?? 0)).toBeCloseTo(
      2 * 100 * (share(during(thisWeek)) - share(during(weekBefore))),
      9,
    );
  });
});

describe("performance without a drop", () => {
  test("does not call noise a change and blames no part of the traffic", async () => {
    const calm = await factsLakehouse(world({ seed: 11 }));
    const { report } = await runAgent(performance, calm.warehouse, {});
    calm.close();
    expect(report.findings[0]?.title).toContain("no change beyond chance");
    expect(report.findings.every((finding) => finding.kind !== "approval_drop")).toBe(true);
    expect(report.findings.flatMap((finding) => finding.causes)).toEqual([]);
  });

  test("recognises a drop that is only a shift of traffic", async () => {
    const random = world().filter(
      (attempt, index) =>
        attempt.event_timestamp < thisWeek[0] || attempt.issuer_country !== "US" || index % 4 === 0,
    );
    const shifted = await factsLakehouse(random);
    const { report } = await runAgent(performance, shifted.warehouse, { intent: "mix_or_rate" });
    shifted.close();
    expect(report.findings[0]?.kind).toBe("mix_shift");
    expect(report.findings[0]?.title).toContain("mostly mix");
  });
});

describe("performance, asked for one number", () => {
  const ask = async (metric: string) =>
    (await runAgent(performance, lake.warehouse, { intent: "kpi", metric })).report.findings[0];
  const now = during(thisWeek);
  const firsts = now.filter((row) => row.is_first_attempt);
  const payments = Map.groupBy(
    rows.filter((row) => firsts.some((first) => first.payment_id === row.payment_id)),
    (row) => row.payment_id,
  );
  const succeeded = [...payments.values()].filter((own) => own.some((row) => row.is_approved));

  test.each([
    ["approval_rate", share(now)],
    ["first_attempt_approval_rate", share(firsts)],
    ["net_approval_rate", succeeded.length / payments.size],
    ["decline_rate", 1 - share(now)],
    ["attempts", now.length],
    ["payments", payments.size],
    ["declined", now.filter((row) => !row.is_approved).length],
    ["approved_amount", now.filter((row) => row.is_approved).length * 5000],
  ])("%s is that metric and no other", async (metric, expected) => {
    const finding = await ask(metric);
    const titled = figureIn(
      finding,
      (figure) => finding?.title.includes(`{{${figure.id}}}`) === true,
    );
    expect(titled?.metric).toBe(metric);
    expect(titled?.value).toBeCloseTo(expected, 9);
  });

  test("a metric that the export cannot give is said to be missing", async () => {
    const { report } = await runAgent(performance, lake.warehouse, {
      intent: "kpi",
      metric: "latency_p95",
    });
    expect(report.missing).toEqual(["this export has no processing times"]);
    expect(report.findings[0]?.kind).toBe("data_quality");
  });
});

describe("performance, asked about the data", () => {
  test("finds a feed that fell silent for a busy stretch", async () => {
    const silent = [
      new Date(Date.parse(planted)).toISOString(),
      new Date(Date.parse(planted) + 4 * 3_600_000).toISOString(),
    ] as const;
    const gap = await factsLakehouse(
      dropped.filter((row) => row.event_timestamp < silent[0] || row.event_timestamp >= silent[1]),
    );
    const { report } = await runAgent(performance, gap.warehouse, { intent: "data_check" });
    gap.close();
    const missing = report.findings.find((finding) => finding.kind === "missing_feed");
    expect(missing?.onset).toBe(silent[0]);
    expect(figureIn(missing, (figure) => figure.unit === "hours")?.value).toBe(4);
  });

  test("counts a replay and keeps it out of the rates", async () => {
    const copies = dropped.slice(0, 2000).map((row) => ({
      ...row,
      transaction_id: `${row.transaction_id}-copy`,
      payment_id: row.payment_id ?? row.transaction_id,
      is_suspected_duplicate: true,
    }));
    const replayed = await factsLakehouse([...dropped, ...copies]);
    const { report } = await runAgent(performance, replayed.warehouse, {
      intent: "data_check",
      scope: { ...scope, range: { ...scope.range, from: weekBefore[0] }, compare: null },
    });
    replayed.close();
    const replay = report.findings.find((finding) => finding.kind === "duplicate_replay");
    expect(figureIn(replay, (figure) => figure.unit === "count")?.value).toBe(2000);
  });

  test("reports what is in quarantine, and each problem of the quality view", async () => {
    const row = {
      source: "stripe",
      part: 40,
      whole: 100,
      value: 40,
      unit: "percent",
      since: null,
    } as const;
    const unsound = await factsLakehouse(dropped, [
      { ...row, check_name: "quarantine", subject: "bad_amount", status: "watch", expected: 0 },
      { ...row, check_name: "completeness", subject: "card_bin", status: "problem", expected: 100 },
    ]);
    const { report } = await runAgent(performance, unsound.warehouse, { intent: "data_check" });
    unsound.close();
    expect(report.findings[0]?.title).toContain("The data have a problem");
    expect(report.findings[0]?.text).toContain(
      "In quarantine, because they cannot be read (`bad_amount`)",
    );
    expect(figureIn(report.findings[0], ({ value }) => value === 40)).toBeDefined();
    expect(report.findings[1]).toMatchObject({
      kind: "data_quality",
      cell: { source: ["stripe"] },
    });
    expect(report.findings[1]?.title).toContain("`card_bin`");
  });

  test("has nothing to complain of complete data", async () => {
    const { report } = await runAgent(performance, lake.warehouse, { intent: "data_check" });
    expect(report.findings[0]?.title).toContain("The data look complete");
  });
});
