import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { landedFiles, leaveRequest, requestReport } from "./landing-folder.ts";
import { event, streamFixture } from "./stream-fixture.ts";

const bronze =
  "SELECT transaction_id, count(*) AS n FROM payments_raw_bronze GROUP BY ALL ORDER BY 1";

describe("events sent to the stream", () => {
  test("are in silver and gold after a tick", async () => {
    const { send, stream, query } = await streamFixture();
    expect(
      await send([event("a"), event("b", { is_approved: false, decline_code_raw: "51" })]),
    ).toEqual({
      accepted: 2,
      rejected: 0,
      cardNumbersMasked: 0,
      errors: [],
    });
    await stream().drain();
    expect(
      await query(
        "SELECT transaction_id, is_approved, amount_minor, decline_reason FROM payments_enriched_silver ORDER BY 1",
      ),
    ).toEqual([
      { transaction_id: "a", is_approved: true, amount_minor: 1250, decline_reason: null },
      {
        transaction_id: "b",
        is_approved: false,
        amount_minor: 1250,
        decline_reason: "INSUFFICIENT_FUNDS",
      },
    ]);
    expect(await query("SELECT attempts FROM v_as_of")).toEqual([{ attempts: 2 }]);
    expect((await query("SELECT count(*) AS n FROM payments_stream_bronze"))[0]).toEqual({ n: 2 });
  });

  test("survive a restart before their tick, and are taken in once", async () => {
    const fixture = await streamFixture();
    await fixture.send([event("a")]);
    await fixture.restart();
    await fixture.stream().drain();
    await fixture.restart();
    await fixture.stream().drain();
    expect(await fixture.query(bronze)).toEqual([{ transaction_id: "a", n: 1 }]);
  });

  test("change nothing when they are sent again; a newer version of an attempt replaces it", async () => {
    const { send, stream, query } = await streamFixture();
    const first = event("a", { updated_at: "2026-11-02T11:00:00Z" });
    await send([first, first]);
    await stream().drain();
    await send([first]);
    await stream().drain();
    expect(await query(bronze)).toEqual([{ transaction_id: "a", n: 1 }]);

    await send([event("a", { updated_at: "2026-11-02T11:05:00Z", is_approved: false })]);
    await stream().drain();
    expect(await query("SELECT is_approved FROM payments_enriched_silver")).toEqual([
      { is_approved: false },
    ]);
  });

  test("bring disputes and exchange rates too", async () => {
    const { send, stream, query } = await streamFixture();
    await send([
      event("a"),
      { type: "fx_rate", date: "2026-11-01", currency: "eur", usd_per_unit: 2 },
      {
        type: "dispute",
        transaction_id: "a",
        dispute_id: "d",
        dispute_timestamp: "2026-11-02T11:30:00Z",
        dispute_kind: "fraud",
      },
    ]);
    await stream().drain();
    expect(
      await query("SELECT amount_usd, is_fraud_disputed FROM payments_enriched_silver"),
    ).toEqual([{ amount_usd: 25, is_fraud_disputed: true }]);
  });
});

describe("the schema of events", () => {
  test("unknown fields are kept and can be queried", async () => {
    const { send, stream, query } = await streamFixture();
    await send([event("a", { loyalty: { tier: "gold" }, note: 'said "hi",\n#1' })]);
    await stream().drain();
    expect(
      await query(
        "SELECT json_extract_string(extra, '$.loyalty.tier') AS tier, json_extract_string(extra, '$.note') AS note FROM payments_raw_bronze",
      ),
    ).toEqual([{ tier: "gold", note: 'said "hi",\n#1' }]);
  });

  test("a changed type is told to the producer and goes to quarantine with its reason", async () => {
    const { send, stream, query } = await streamFixture();
    const receipt = await send([
      event("a"),
      event("b", { is_approved: "yes" }),
      event("c", { amount: "1.005" }),
    ]);
    expect(receipt).toMatchObject({
      accepted: 1,
      rejected: 2,
      errors: [
        { line: 2, field: "is_approved", reason: "wrong_type" },
        { line: 3, field: "amount", reason: "too_many_decimals" },
      ],
    });
    await stream().drain();
    expect(
      await query("SELECT column_name, reason FROM payments_quarantine ORDER BY line"),
    ).toEqual([
      { column_name: "is_approved", reason: "wrong_type" },
      { column_name: "amount", reason: "too_many_decimals" },
    ]);
  });

  test("no full card number is stored, accepted or rejected", async () => {
    const { send, stream, query } = await streamFixture();
    const note = "card 4111 1111 1111 1111";
    const receipt = await send([event("a", { note }), event("b", { note, is_approved: 1 })]);
    expect(receipt.cardNumbersMasked).toBe(2);
    await stream().drain();
    const [row] = await query(
      "SELECT (SELECT extra FROM payments_raw_bronze) || (SELECT raw_masked FROM payments_quarantine) AS stored",
    );
    expect(row?.stored).toContain("4111 11** **** 1111");
    expect(row?.stored).not.toContain(note);
  });
});

describe("the landing folder", () => {
  test("takes files in order, and refuses what is none with a reason", async () => {
    const { dataDir, stream, query, failures } = await streamFixture();
    const landing = join(dataDir, "landing");
    await writeFile(join(landing, "2.ndjson"), JSON.stringify(event("a", { is_approved: false })));
    await writeFile(join(landing, "1.ndjson"), JSON.stringify(event("a")));
    await writeFile(join(landing, "3.txt"), "hello");
    await writeFile(join(landing, "4.part"), "still being written");
    await stream().drain();
    expect(await query("SELECT is_approved FROM payments_enriched_silver")).toEqual([
      { is_approved: false },
    ]);
    expect(await landedFiles(dataDir)).toEqual([]);
    expect((await readdir(join(landing, "done"))).sort()).toEqual([
      "1.ndjson",
      "1.ndjson.report.json",
      "2.ndjson",
      "2.ndjson.report.json",
    ]);
    expect(await readdir(join(landing, "refused"))).toContain("3.txt.report.json");
    expect(failures).toEqual([]);
  });

  test("a request names files elsewhere and gets their report", async () => {
    const { dataDir, stream } = await streamFixture();
    const file = join(dataDir, "elsewhere.ndjson");
    await writeFile(file, JSON.stringify(event("a")));
    const missing = join(dataDir, "missing.csv");
    const name = await leaveRequest(dataDir, {
      files: [file, missing],
      format: "auto",
      merchant: null,
    });
    expect(await requestReport(dataDir, name)).toBeNull();
    await stream().drain();
    expect(await requestReport(dataDir, name)).toMatchObject({
      rowsLoaded: 1,
      files: [
        { file, status: "loaded" },
        { file: missing, status: "refused" },
      ],
    });
  });
});

describe("windows", () => {
  test("a minute is closed two minutes behind the newest event; what comes later is counted as late", async () => {
    const { send, stream, query } = await streamFixture();
    const at = (time: string) => ({ event_timestamp: `2026-11-02T${time}Z`, card_network: "visa" });
    await send([
      event("a", at("11:00:10")),
      event("b", { ...at("11:00:50"), is_approved: false }),
      event("c", at("11:02:59")),
    ]);
    await stream().drain();
    const windows =
      "SELECT window_start, transaction_count, approval_rate_pct, late_count FROM payments_stream_metrics_1min ORDER BY 1";
    expect(await query(windows)).toEqual([]);
    await send([event("d", at("11:03:00"))]);
    await stream().drain();
    const first = {
      window_start: "2026-11-02T11:00:00.000Z",
      transaction_count: 2,
      approval_rate_pct: 50,
    };
    expect(await query(windows)).toEqual([{ ...first, late_count: 0 }]);
    await send([event("e", at("11:00:30"))]);
    await stream().drain();
    expect(await query(windows)).toEqual([{ ...first, late_count: 1 }]);
    expect(await stream().status()).toMatchObject({
      watermark: "2026-11-02T11:01:00.000Z",
      lateRows: 1,
    });
  });

  test("an event from the future moves no watermark", async () => {
    const { send, stream } = await streamFixture();
    await send([event("a"), event("b", { event_timestamp: "2031-01-01T00:00:00Z" })]);
    await stream().drain();
    expect(await stream().status()).toMatchObject({ newestEvent: "2026-11-02T11:00:00.000Z" });
  });
});
