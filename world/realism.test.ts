import { describe, expect, test } from "vitest";
import type { AttemptBatch } from "./attempt-batch.ts";
import { cause, causes, hardCauses } from "./latent/cause.ts";
import { createWorld, type WorldOptions } from "./world.ts";

const options: WorldOptions = {
  seed: 21,
  days: 31,
  paymentsPerDay: 1_600,
  incidents: "none",
  endsAt: "2026-11-02T00:00:00Z",
};
const world = createWorld(options);
const batches = world.stretches().toArray();
const { dictionaries } = world;

interface Seen {
  readonly columns: AttemptBatch["columns"];
  readonly latent: AttemptBatch["latent"];
  readonly row: number;
}
const seen = (stretches: readonly { attempts: AttemptBatch }[]): Seen[] =>
  stretches.flatMap(({ attempts: { count, columns, latent } }) =>
    Array.from({ length: count }, (_, row) => ({ columns, latent, row })),
  );
const word = ({ columns, row }: Seen, column: "entry_mode" | "stage" | "decline_code_raw") => {
  const names = {
    entry_mode: "entryMode",
    stage: "stage",
    decline_code_raw: "declineCode",
  } as const;
  return dictionaries[names[column]][columns[column][row] ?? -1] ?? null;
};
const isCounted = (attempt: Seen) =>
  word(attempt, "stage") === "issuer" && (attempt.columns.amount[attempt.row] ?? 0) > 0;
const isFirst = ({ columns, row }: Seen) => columns.attempt_no[row] === 1;
const isApproved = ({ columns, row }: Seen) => columns.is_approved[row] === 1;
const isPresent = (attempt: Seen) =>
  ["chip", "contactless"].includes(word(attempt, "entry_mode") ?? "");
const share = <T>(all: readonly T[], test: (one: T) => boolean) =>
  all.filter(test).length / all.length;

const counted = seen(batches).filter(isCounted);
const firstRemote = counted.filter((attempt) => isFirst(attempt) && !isPresent(attempt));
const remoteDeclines = firstRemote.filter((attempt) => !isApproved(attempt));
const declineShare = (...codes: readonly string[]) =>
  share(remoteDeclines, (attempt) => codes.includes(word(attempt, "decline_code_raw") ?? ""));

describe("the default world lies in the published ranges", () => {
  test("card not present 80–90 %, card present about 96 %", () => {
    const remote = share(firstRemote, isApproved);
    expect(remote).toBeGreaterThan(0.8);
    expect(remote).toBeLessThan(0.9);
    const present = share(counted.filter(isPresent).filter(isFirst), isApproved);
    expect(present).toBeGreaterThan(0.95);
    expect(present).toBeLessThan(0.975);
  });

  test.each([
    ["do not honour", ["05"], 0.3, 0.4],
    ["insufficient funds", ["51"], 0.28, 0.45],
    ["expired or invalid", ["54", "14", "79"], 0.09, 0.15],
    ["fraud, lost, stolen", ["59", "04", "07", "41", "43", "83"], 0.05, 0.1],
    ["technical", ["91", "96", "06", "92", "19", "68"], 0.03, 0.05],
  ] as const)("of the declines, %s", (_, codes, low, high) => {
    const found = declineShare(...codes);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
  });

  test("about half of do-not-honour hides something else", () => {
    const hidden = remoteDeclines.filter((attempt) => word(attempt, "decline_code_raw") === "05");
    const funds = share(hidden, ({ latent, row }) => latent.cause[row] === cause.no_funds);
    expect(funds).toBeGreaterThan(0.2);
    expect(funds).toBeLessThan(0.6);
  });
});

describe("repeats", () => {
  const byPayment = Map.groupBy(counted, ({ columns, row }) => columns.payment_id[row]);

  test("after a hard decline never succeed", () => {
    let repeats = 0;
    for (const attempts of byPayment.values()) {
      const hard = attempts.findIndex(({ latent, row }) => {
        const name = causes[latent.cause[row] ?? -1];
        return name !== undefined && hardCauses.has(name);
      });
      if (hard < 0) continue;
      const later = attempts.slice(hard + 1);
      repeats += later.length;
      expect(later.filter(isApproved)).toEqual([]);
    }
    expect(repeats).toBeGreaterThan(50);
  });

  test("recover what lacked funds with days, not with minutes", () => {
    const recovered = (isSoon: boolean) => {
      const repeats = [...byPayment.values()].flatMap((attempts) =>
        attempts.flatMap((attempt, place) => {
          const before = attempts[place - 1];
          if (before?.latent.cause[before.row] !== cause.no_funds) return [];
          const wait =
            (attempt.columns.event_timestamp[attempt.row] ?? 0) -
            (before.columns.event_timestamp[before.row] ?? 0);
          return wait < 3_600_000 === isSoon ? [attempt] : [];
        }),
      );
      expect(repeats.length).toBeGreaterThan(80);
      return share(repeats, isApproved);
    };
    expect(recovered(true)).toBeLessThan(0.02);
    expect(recovered(false)).toBeGreaterThan(0.15);
  });
});

describe("disputes", () => {
  const disputed = createWorld({ ...options, days: 100, paymentsPerDay: 900 });
  const stretches = disputed.stretches().toArray();
  const disputes = stretches.flatMap((stretch) => stretch.disputes);
  const approved = new Map(
    seen(stretches)
      .filter(isApproved)
      .map((attempt) => [attempt.columns.transaction_id[attempt.row], attempt]),
  );

  test("are of approved attempts, 30 to 90 days after them", () => {
    expect(disputes.length).toBeGreaterThan(20);
    for (const { transactionNo, at, amountMinor, kind } of disputes) {
      const attempt = approved.get(transactionNo);
      if (attempt === undefined) throw new Error(`${transactionNo} was not approved`);
      const days = (at - (attempt.columns.event_timestamp[attempt.row] ?? 0)) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(30);
      expect(days).toBeLessThanOrEqual(90);
      expect(amountMinor).toBe(attempt.columns.amount[attempt.row]);
      expect(kind === "fraud").toBe(attempt.latent.isFraud[attempt.row] === 1);
    }
  });

  test("come in order of time, each in its stretch", () => {
    for (const { from, to, disputes: raised } of stretches)
      for (const { at } of raised) expect(at >= from && at < to).toBe(true);
    expect(disputes.map(({ at }) => at)).toEqual(
      disputes.map(({ at }) => at).toSorted((a, b) => a - b),
    );
  });
});

describe("policies", () => {
  const rateUnder = (policy: "default" | "oracle" | "random") => {
    const few = createWorld({ ...options, days: 6, paymentsPerDay: 5_000, policy });
    return share(
      seen(few.stretches().toArray()).filter((a) => isCounted(a) && isFirst(a) && !isPresent(a)),
      isApproved,
    );
  };
  const usual = rateUnder("default");

  test("the oracle is better on first attempts, by no more than five points", () => {
    const uplift = rateUnder("oracle") - usual;
    expect(uplift).toBeGreaterThan(0.009);
    expect(uplift).toBeLessThan(0.05);
  });

  test("chance is clearly worse", () => {
    expect(rateUnder("random")).toBeLessThan(usual - 0.02);
  });
});
