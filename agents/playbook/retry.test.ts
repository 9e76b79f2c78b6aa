import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Lakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { type AttemptFact, completed, factsLakehouse } from "../../tools/facts.fixture.ts";
import type { Intent } from "../intent.ts";
import { at, runAgent, scope, thisWeek, world } from "../planted.fixture.ts";
import { retry } from "../retry.ts";

const rows = world();
let usual: Lakehouse;
beforeAll(async () => {
  usual = await factsLakehouse(rows);
});
afterAll(() => usual.close());

/** The usual world, as often as a test likes. */
const ask = async (intent: Intent) => (await runAgent(retry, usual.warehouse, { intent })).report;

/** A world of its own. */
const run = async (own: readonly AttemptFact[], intent: Intent) => {
  const lake = await factsLakehouse(own);
  const ran = await runAgent(retry, lake.warehouse, { intent });
  lake.close();
  return ran.report;
};

const full = completed(rows).filter((row) => row.is_counted);
const inWeek = (row: AttemptFact) =>
  row.event_timestamp >= thisWeek[0] && row.event_timestamp < thisWeek[1];
/** Payments that began in the week with a decline for this reason. */
const failed = (reason: string) =>
  [...Map.groupBy(full, (row) => row.payment_id).values()].filter(
    ([first]) =>
      first !== undefined && inWeek(first) && !first.is_approved && first.decline_reason === reason,
  );

describe("retry", () => {
  test("keys recovery by the original reason: what was recovered has no reason any more", async () => {
    const [first] = (await ask("recoverable")).findings;
    for (const reason of ["INSUFFICIENT_FUNDS", "DO_NOT_HONOR"]) {
      const payments = failed(reason);
      const recovered = payments.filter((own) => own.some((row) => row.is_approved));
      const figure = first?.figures.find(
        (candidate) =>
          candidate.metric === "retry_recovery_rate" &&
          candidate.derivation === undefined &&
          candidate.filters.decline_reason?.[0] === reason,
      );
      expect(figure).toMatchObject({ numerator: recovered.length, denominator: payments.length });
    }
    expect(failed("INSUFFICIENT_FUNDS").some((own) => own.some((row) => row.is_approved))).toBe(
      true,
    );
  });

  test("leaves reasons that must not be retried out of the recoverable rate and money", async () => {
    const [first] = (await ask("recoverable")).findings;
    const allowed = [...failed("INSUFFICIENT_FUNDS"), ...failed("DO_NOT_HONOR")];
    const recovered = allowed.filter((own) => own.some((row) => row.is_approved));
    const rate = first?.figures.find((figure) => figure.unit === "rate");
    expect(rate).toMatchObject({ numerator: recovered.length, denominator: allowed.length });
    const open = first?.figures.find((figure) => figure.unit === "money");
    expect(open?.value).toBe((allowed.length - recovered.length) * 5000);
  });

  test("flags retries of lost cards and proposes to stop them", async () => {
    const report = await ask("retry_waste");
    const repeated = full.filter(
      (row) =>
        inWeek(row) &&
        !row.is_first_attempt &&
        row.original_decline_reason === "LOST_OR_STOLEN_CARD",
    );
    expect(report.findings[0]?.kind).toBe("rule_breach");
    expect(report.findings[0]?.figures[0]?.value).toBe(repeated.length);
    expect(repeated.length).toBeGreaterThan(0);
    expect(report.proposals.map(({ title }) => title)).toContain(
      "Stop retrying `LOST_OR_STOLEN_CARD`",
    );
  });

  test("does not flag another card after a lost one", async () => {
    const tokens = (other: boolean) =>
      rows.map((row) => ({
        ...row,
        card_token: other && row.payment_id !== undefined ? `${row.payment_id}-new` : "card",
      }));
    const breaches = async (other: boolean) =>
      (await run(tokens(other), "retry_waste")).findings.filter((finding) =>
        finding.title.includes("must not be retried"),
      )[0]?.kind;
    expect(await breaches(false)).toBe("rule_breach");
    expect(await breaches(true)).toBe("other");
  });

  test("never proposes to retry what must not be retried", async () => {
    for (const intent of ["recoverable", "retry_waste", "retry_timing", "overview"] as const) {
      const { proposals } = await ask(intent);
      for (const proposal of proposals.filter(
        ({ target }) => target === "retry.LOST_OR_STOLEN_CARD",
      ))
        expect(proposal.diff.new).toEqual({ rule: "never" });
    }
  });

  test("counts attempts beyond Visa's cap: the sixteenth reattempt, not the fifteenth", async () => {
    const attempt = (card: string, index: number): AttemptFact => ({
      transaction_id: `${card}-${index}`,
      payment_id: `${card}-pay-${index}`,
      event_timestamp: at(8 + Math.floor(index / 4), 6 * (index % 4)),
      is_approved: false,
      decline_reason: "DO_NOT_HONOR",
      card_network: "visa",
      card_token: card,
    });
    const tries = (card: string, count: number) =>
      Array.from({ length: count }, (_, index) => attempt(card, index));
    const within = await run(tries("a", 16), "retry_waste");
    expect(within.findings.filter(({ kind }) => kind === "rule_breach")).toEqual([]);
    const beyond = await run([...tries("a", 16), ...tries("b", 18)], "retry_waste");
    const breach = beyond.findings.find(({ kind }) => kind === "rule_breach");
    expect(breach?.cell).toEqual({ card_network: ["visa"] });
    expect(breach?.figures[0]?.value).toBe(2);
  });

  test("finds the delay after which retries succeed most often", async () => {
    const planted = Array.from({ length: 1200 }, (_, index): AttemptFact[] => {
      const waits = index % 2 === 0 ? 0 : 96;
      const payment = {
        payment_id: `p-${index}`,
        decline_reason: "INSUFFICIENT_FUNDS",
        decline_class: "soft",
      };
      const started = at(8, index % 24);
      return [
        {
          ...payment,
          transaction_id: `p-${index}-1`,
          event_timestamp: started,
          is_approved: false,
        },
        {
          ...payment,
          transaction_id: `p-${index}-2`,
          event_timestamp: new Date(Date.parse(started) + waits * 3_600_000 + 30_000).toISOString(),
          is_approved: index % (waits === 0 ? 10 : 3) === 1 % (waits === 0 ? 10 : 3),
        },
      ];
    }).flat();
    const [first] = (await run(planted, "retry_timing")).findings;
    expect(first?.title).toContain("`within a week`");
    expect(first?.cell).toEqual({ decline_reason: ["INSUFFICIENT_FUNDS"] });
  });

  test("says that the added value of retries is not identifiable without a hold-out", async () => {
    const report = await ask("retry_value");
    expect(report.findings[0]?.title).toBe(
      "What retries add is not identifiable without a hold-out",
    );
    expect(report.missing[0]).toContain("hold-out");
  });

  test("says that attempts per card cannot be counted without a card fingerprint", async () => {
    expect((await ask("retry_waste")).missing[0]).toContain("no card fingerprint");
  });

  test("a filter on the original reason narrows the timing", async () => {
    const { report } = await runAgent(retry, usual.warehouse, {
      intent: "retry_timing",
      scope: { ...scope, filters: { decline_reason: ["INSUFFICIENT_FUNDS"] } },
    });
    const timed = report.findings.filter((finding) => finding.title.startsWith("After"));
    expect(timed.map((finding) => finding.cell)).toEqual([
      { decline_reason: ["INSUFFICIENT_FUNDS"] },
    ]);
  });
});
