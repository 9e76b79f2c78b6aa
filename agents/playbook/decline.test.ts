import { describe, expect, test } from "vitest";
import { type AttemptFact, completed, factsLakehouse } from "../../tools/facts.fixture.ts";
import { decline } from "../decline.ts";
import { runAgent, thisWeek, world } from "../planted.fixture.ts";

const run = async (
  rows: readonly AttemptFact[],
  intent: Parameters<typeof runAgent>[2]["intent"],
) => {
  const lake = await factsLakehouse(rows);
  const ran = await runAgent(decline, lake.warehouse, intent ? { intent } : {});
  lake.close();
  return ran.report;
};

const inWeek = (row: AttemptFact) =>
  row.event_timestamp >= thisWeek[0] && row.event_timestamp < thisWeek[1];

describe("decline", () => {
  test("ranks reasons by count, with the rate per attempt and the share beside each other", async () => {
    const rows = world();
    const [first] = (await run(rows, "decline_reasons")).findings;
    const counted = completed(rows).filter((row) => row.is_counted && inWeek(row));
    const declined = counted.filter((row) => !row.is_approved);
    const byReason = [...Map.groupBy(declined, (row) => String(row.decline_reason))]
      .map(([reason, own]) => ({ reason, count: own.length }))
      .toSorted((a, b) => b.count - a.count);
    expect(first?.table?.rows.map((row) => row[0])).toEqual(
      byReason.map(({ reason }) => `\`${reason}\``),
    );
    const top = first?.figures.filter(
      (figure) => figure.filters.decline_reason?.[0] === byReason[0]?.reason,
    );
    expect(
      top?.find((figure) => figure.metric === "decline_rate" && figure.unit === "rate")?.value,
    ).toBeCloseTo((byReason[0]?.count ?? 0) / counted.length, 12);
    expect(
      top?.find((figure) => figure.metric === "decline_share" && figure.unit === "rate")?.value,
    ).toBeCloseTo((byReason[0]?.count ?? 0) / declined.length, 12);
  });

  test("does not call a reason risen when only its share rose", async () => {
    // Half of the do-not-honour declines of the week become approvals: the share of the others rises, their rate does not.
    const rows = world().map((row, index) =>
      inWeek(row) && row.decline_reason === "DO_NOT_HONOR" && index % 2 === 0
        ? {
            ...row,
            is_approved: true,
            decline_reason: null,
            decline_class: null,
            decline_owner: null,
          }
        : row,
    );
    const [first] = (await run(rows, "decline_reasons")).findings;
    expect(first?.text).toContain("`DO_NOT_HONOR` fell");
    expect(first?.text).not.toContain("`INSUFFICIENT_FUNDS` rose");
  });

  test("names the issuer that declines unlike its peers, and not the one with difficult traffic or with few attempts", async () => {
    const rows = world({
      columns: (attempt, index) => {
        const bank = index % 400 === 0 ? "tiny" : index % 8 === 0 ? "odd" : `bank-${index % 5}`;
        const flips = bank === "tiny" || (bank === "odd" && index % 16 === 0);
        return flips
          ? {
              issuer: bank,
              is_approved: false,
              decline_reason: "DO_NOT_HONOR",
              decline_class: "soft",
              decline_owner: "issuer",
            }
          : { issuer: attempt.issuer_country === "BR" ? "hard-traffic" : bank };
      },
    });
    const report = await run(rows, "abnormal_issuers");
    const named = report.findings[0]?.table?.rows.map((row) => row[0]);
    expect(named).toEqual(["`odd`"]);
    expect(report.proposals.map(({ kind, target }) => ({ kind, target }))).toEqual([
      { kind: "issuer_outreach", target: "issuer.odd" },
    ]);
  });

  test("says where do-not-honour concentrates, and that the code itself does not say why", async () => {
    const rows = world({
      columns: (attempt, index) =>
        attempt.funding_type === "debit" && index % 6 === 0
          ? {
              is_approved: false,
              decline_reason: "DO_NOT_HONOR",
              decline_class: "soft",
              decline_owner: "issuer",
            }
          : {},
    });
    const [first] = (await run(rows, "do_not_honor")).findings;
    expect(first?.cell).toEqual({ funding_type: ["debit"] });
    expect(first?.text).toContain("the code itself does not say");
  });

  test("says that an export names neither issuers nor BINs", async () => {
    const report = await run(world({ columns: () => ({ card_bin: null }) }), "abnormal_issuers");
    expect(report.missing).toContain("this export names neither issuers nor BINs");
  });
});
