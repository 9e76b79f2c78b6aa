import { describe, expect, test } from "vitest";
import { specialistNames } from "../../agents/agent-name.ts";
import { Finding } from "../../agents/finding.ts";
import { allRows, type EventRow, eventRows } from "../event-rows.fixture.ts";
import { type PlantedIncident, Truth, truthSchema } from "../truth.ts";
import { createWorld, type WorldOptions } from "../world.ts";
import { incidentKinds } from "./incident-kind.ts";

const options: WorldOptions = {
  seed: 3,
  days: 9,
  paymentsPerDay: 3_000,
  incidents: "none",
  endsAt: "2026-11-10T00:00:00Z",
};
const quiet = allRows(createWorld(options));
const planted = incidentKinds.map((kind) => {
  const world = createWorld({ ...options, incidents: [kind] });
  return { kind, rows: allRows(world), truth: world.truth() };
});
const of = (kind: (typeof incidentKinds)[number]) => {
  const found = planted.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not planted`);
  return found;
};

const isIn = ({ from, to, cell }: PlantedIncident, row: EventRow): boolean =>
  String(row.event_timestamp) >= from &&
  String(row.event_timestamp) < to &&
  Object.entries(cell).every(([dimension, values]) =>
    values?.includes(String(row[dimension as keyof EventRow])),
  );

/** Approved and counted attempts, from the events alone. */
const rateOf = (rows: readonly EventRow[]) => {
  const counted = rows.filter((row) => row.stage === "issuer" && Number(row.amount) > 0);
  return {
    numerator: counted.filter((row) => row.is_approved).length,
    denominator: counted.length,
  };
};

describe("nothing planted", () => {
  test("has a truth that names nothing", () => {
    expect(createWorld(options).truth().incidents).toEqual([]);
    expect(planted.flatMap(({ truth }) => truth.incidents.map(({ kind }) => kind)).length).toBe(15);
  });
});

describe("the truth", () => {
  test("keeps to its schema, also as JSON schema", () => {
    for (const { truth } of planted)
      expect(Truth.parse(JSON.parse(JSON.stringify(truth)))).toEqual(truth);
    expect(truthSchema()).toMatchObject({
      type: "object",
      required: expect.arrayContaining(["incidents"]),
    });
  });

  test("names kinds of findings and agents that there are", () => {
    expect(incidentKinds.filter((kind) => !Finding.shape.kind.options.includes(kind))).toEqual([]);
    for (const { truth } of planted)
      for (const { foundBy } of truth.incidents) expect(specialistNames).toContain(foundBy);
  });

  test("has windows in the last week of the world", () => {
    for (const { truth } of planted)
      for (const { from, to } of truth.incidents) {
        expect(from >= "2026-11-03").toBe(true);
        expect(from < to && to <= truth.endsAt).toBe(true);
      }
  });
});

describe.each(incidentKinds)("%s", (kind) => {
  const { rows, truth } = of(kind);
  const first = truth.incidents.map(({ from }) => from).toSorted()[0] ?? "";

  test("changes nothing before it begins", () => {
    const earlier = (all: readonly EventRow[]) =>
      all.filter((row) => String(row.event_timestamp) < first);
    expect(earlier(rows)).toEqual(earlier(quiet));
    expect(rows).not.toEqual(quiet);
  });

  test("has the true effect that the events show when compared with the same world without it", () => {
    if (kind === "missing_feed" || kind === "duplicate_replay" || truth.incidents.length > 1)
      return;
    for (const incident of truth.incidents) {
      const { approval } = incident.effect.cell;
      expect(approval.with).toEqual(rateOf(rows.filter((row) => isIn(incident, row))));
      expect(approval.without).toEqual(rateOf(quiet.filter((row) => isIn(incident, row))));
      const all = { ...incident, cell: {} };
      expect(incident.effect.overall.approval.with).toEqual(
        rateOf(rows.filter((row) => isIn(all, row))),
      );
    }
  });

  test("leaves the first attempts outside its cells as they were", () => {
    const isTouched = (row: EventRow) => truth.incidents.some((incident) => isIn(incident, row));
    const untouched = (all: readonly EventRow[]) =>
      all.filter((row) => row.attempt_no === 1 && !isTouched(row));
    const before = new Map(quiet.map((row) => [row.transaction_id, row]));
    const known = untouched(rows).filter((row) => before.has(row.transaction_id));
    expect(known.length).toBeGreaterThan(quiet.length / 2);
    expect(
      known.filter((row) => row.is_approved !== before.get(row.transaction_id)?.is_approved),
    ).toEqual([]);
  });
});

const effects = (kind: (typeof incidentKinds)[number]) =>
  of(kind).truth.incidents.map(({ effect }) => effect);

describe("what the incidents do", () => {
  test.each(["processor_outage", "issuer_change", "bin_rule_change", "expired_wave"] as const)(
    "%s lowers approval in its cells by far, and costs money",
    (kind) => {
      for (const { cell, cellApprovedUsdMinor } of effects(kind)) {
        expect(cell.approval.deltaPp).toBeLessThan(-15);
        expect(cellApprovedUsdMinor).toBeLessThan(0);
      }
    },
  );

  test("a full outage lets nothing through", () => {
    const full = effects("processor_outage")[0];
    expect(full?.cell.approval.with.numerator).toBe(0);
    expect(full?.cell.approval.with.denominator).toBeGreaterThan(0);
  });

  test("a route inversion is of approval, or of fees alone", () => {
    const [fees, approval] = effects("route_inversion");
    expect(fees?.cell.approval.deltaPp).toBe(0);
    expect(fees?.approvedUsdMinor).toBe(0);
    expect(fees?.feesUsdMinor).toBeGreaterThan(0);
    expect(approval?.cell.approval.deltaPp).toBeLessThan(-6);
  });

  test("a 3DS break is seen in what never reaches an issuer", () => {
    const [effect] = effects("three_ds_break");
    expect(effect?.cell.success.deltaPp).toBeLessThan(-20);
    expect(Math.abs(effect?.cell.approval.deltaPp ?? 99)).toBeLessThan(15);
  });

  test("card testing brings attempts that are mostly refused; a ring brings fraud that is paid", () => {
    const [testing] = effects("card_testing");
    const { numerator, denominator } = testing?.cell.approval.with ?? {
      numerator: 1,
      denominator: 1,
    };
    expect(numerator / denominator).toBeLessThan(0.35);
    expect(testing?.attempts).toBeGreaterThan(100);
    expect(effects("velocity_ring")[0]?.fraudUsdMinor).toBeGreaterThan(50_000);
  });

  test("a retry storm brings attempts and fees, no payments", () => {
    const [effect] = effects("retry_storm");
    expect(effect?.attempts).toBeGreaterThan(0);
    expect(effect?.feesUsdMinor).toBeGreaterThan(0);
    const payments = (rows: readonly EventRow[]) => new Set(rows.map((row) => row.payment_id)).size;
    expect(payments(of("retry_storm").rows)).toBe(payments(quiet));
  });

  test("a mix shift and a flash sale leave every payment of before as it was", () => {
    for (const kind of ["mix_shift", "flash_sale"] as const) {
      const known = new Set(quiet.map((row) => row.transaction_id));
      expect(of(kind).rows.filter((row) => known.has(row.transaction_id))).toEqual(quiet);
      expect(of(kind).rows.length).toBeGreaterThan(quiet.length + 200);
    }
  });

  test("what is going on at the end of the world goes on after it", () => {
    const world = createWorld({ ...options, incidents: ["issuer_change"] });
    const [incident] = world.truth().incidents;
    if (incident === undefined) throw new Error("issuer_change is planted");
    expect(incident).toMatchObject({ isOngoing: true, to: options.endsAt.replace("Z", ".000Z") });
    const later = { from: world.endsAt, to: world.endsAt + 86_400_000 };
    const approval = (rows: readonly EventRow[]) => {
      const after = { ...incident, from: options.endsAt, to: "2026-11-11T00:00:00.000Z" };
      const { numerator, denominator } = rateOf(rows.filter((row) => isIn(after, row)));
      return numerator / denominator;
    };
    const [planted] = world.stretches(later).toArray();
    const [spared] = createWorld(options).stretches(later).toArray();
    if (planted === undefined || spared === undefined) throw new Error("a day is a stretch");
    expect(approval(eventRows(world, planted.attempts))).toBeLessThan(
      approval(eventRows(world, spared.attempts)) - 0.15,
    );
  });

  test("a mix shift lowers the total though its cell's rate stays within chance", () => {
    const [effect] = effects("mix_shift");
    const { cell, overall } = effect ?? { cell: null, overall: null };
    expect(overall?.approval.deltaPp).toBeLessThan(-0.5);
    const n = cell?.approval.without.denominator ?? 1;
    const noisePp = 100 * Math.sqrt((0.2 * 0.8) / n);
    expect(Math.abs(cell?.approval.deltaPp ?? 99)).toBeLessThan(3 * noisePp);
  });

  test("a missing feed loses rows and no payments; a replay doubles rows under other ids", () => {
    const [missing] = effects("missing_feed");
    expect(missing?.rowsMissing).toBe(quiet.length - of("missing_feed").rows.length);
    expect(missing?.rowsMissing).toBeGreaterThan(20);
    expect(missing?.approvedUsdMinor).toBe(0);
    const [replay] = effects("duplicate_replay");
    expect(replay?.rowsRepeated).toBe(of("duplicate_replay").rows.length - quiet.length);
    expect(replay?.rowsRepeated).toBeGreaterThan(10);
  });
});
