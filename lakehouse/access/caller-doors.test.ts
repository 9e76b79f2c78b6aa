import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DependencyError, RefusedError } from "../../errors.ts";
import { createBronze } from "../bronze/create-bronze.ts";
import { loadCatalogue } from "../catalogue.ts";
import { type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold, publicRelations } from "../gold/build-gold.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { type Caller, localCaller, type Role, roles } from "./caller.ts";

const folder = mkdtempSync(join(tmpdir(), "doors-"));
const data = join(folder, "data");
let lakehouse: Lakehouse;

beforeAll(async () => {
  mkdirSync(data);
  writeFileSync(join(data, "inside.csv"), "a\n1\n");
  writeFileSync(join(folder, "outside.csv"), "a\n1\n");
  lakehouse = await openLakehouse(join(data, "lakehouse.duckdb"), { reachable: [data] });
  await createBronze(lakehouse.connection);
  await lakehouse.run(`INSERT INTO payments_raw_bronze BY NAME
    SELECT 't' || i AS transaction_id, 'shop' AS source, TIMESTAMP '2026-11-01' + to_hours(CAST(i AS INTEGER)) AS event_timestamp,
      CASE WHEN i < 3 THEN 'mine' ELSE 'theirs' END AS merchant_id, CASE WHEN i < 3 THEN 'BR' ELSE 'US' END AS issuer_country,
      10 AS amount, 'USD' AS currency, i % 2 = 0 AS is_approved, 'alice@example.com' AS cardholder_id,
      '192.0.2.' || i AS ip_address, 'device-7' AS device_fingerprint, '41111122' AS card_bin,
      '{"e-mail": "alice@example.com"}' AS extra, 'attempt' AS _kind, 'event' AS _source, 1 AS _batch,
      'f' AS _file, i AS _line, TIMESTAMP '2026-11-02' AS _ingested_at
    FROM range(10) AS t(i)`);
  await lakehouse.run(
    "INSERT INTO payments_quarantine VALUES ('shop', 'f', 3, 'amount', 'bad_amount', 'alice@example.com', TIMESTAMP '2026-11-02', 1)",
  );
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
});
afterAll(() => {
  lakehouse.close();
  rmSync(folder, { recursive: true });
});

const caller = (role: Role, merchants: string[] | null = null): Caller => ({
  name: "ana",
  role,
  merchants,
});
const columnsOf = async (role: Role) => {
  const sql = "SELECT * FROM payments_enriched_silver ORDER BY transaction_id LIMIT 1";
  const [row = {}] = await lakehouse.warehouseFor(caller(role)).query(sql);
  return row;
};

describe("the columns of", () => {
  test.each(roles)("%s hold no personal value, in any relation that is open", async (role) => {
    const warehouse = lakehouse.warehouseFor(caller(role));
    const silver = publicRelations.filter((relation) => relation !== "payments_quarantine");
    for (const relation of silver)
      for (const row of await warehouse.query(`SELECT * FROM ${relation}`)) {
        const { extra: _unread, ...read } = row;
        expect(JSON.stringify(read)).not.toMatch(/alice|192\.0\.2|device-7/);
      }
  });

  test("a viewer are without persons, and without what nobody has looked through", async () => {
    const columns = Object.keys(await columnsOf("viewer"));
    expect(columns).toContain("transaction_id");
    for (const hidden of ["cardholder_id", "ip_address", "device_fingerprint", "extra"])
      expect(columns).not.toContain(hidden);
    const quarantine = await lakehouse
      .warehouseFor(caller("viewer"))
      .query("SELECT * FROM payments_quarantine");
    expect(quarantine).toHaveLength(1);
    expect(Object.keys(quarantine[0] ?? {})).not.toContain("raw_masked");
  });

  test("an analyst have persons as stable pseudonyms, and six digits of a card", async () => {
    const row = await columnsOf("analyst");
    expect(row).toMatchObject({ card_bin: "411111**", merchant_id: "mine" });
    expect(row.cardholder_id).toMatch(/^p-[0-9a-f]{16}$/);
    expect(row).not.toHaveProperty("extra");
  });

  test("an operator have what an analyst's are without", async () => {
    expect(await columnsOf("operator")).toMatchObject({
      card_bin: "41111122",
      extra: expect.stringContaining("e-mail"),
    });
  });

  test("everybody's own SQL show six digits of a card", async () => {
    const sql = "SELECT DISTINCT card_bin FROM v_attempt_facts";
    for (const role of roles)
      expect(await lakehouse.windowFor(caller(role)).query(sql)).toEqual([
        { card_bin: "411111**" },
      ]);
  });
});

describe("a caller who sees some merchants", () => {
  const mine = () => lakehouse.warehouseFor(caller("admin", ["mine"]));

  test("is told of their rows, in gold that was made of all of them too", async () => {
    const [kpis] = await mine().query("SELECT total_transactions FROM v_executive_kpis");
    expect(kpis).toEqual({ total_transactions: 3 });
    const [clock] = await mine().query("SELECT as_of FROM v_as_of");
    expect(clock).toEqual({ as_of: "2026-11-01T02:00:00.000Z" });
  });

  test("knows no value of the others: what the planner may name comes from their rows", async () => {
    const catalogue = await loadCatalogue(mine());
    expect(catalogue.values.merchant_id).toEqual(["mine"]);
    expect(catalogue.values.issuer_country).toEqual(["BR"]);
  });

  test("learns nothing from a statement that would fail on the rows of others", async () => {
    const sql =
      "SELECT count(*) AS n FROM v_attempt_facts WHERE CASE merchant_id WHEN 'mine' THEN 1 ELSE error('seen') END = 1";
    expect(await mine().query(sql)).toEqual([{ n: 3 }]);
    await expect(lakehouse.warehouseFor(caller("admin")).query(sql)).rejects.toThrow("seen");
  });

  test("is refused what does not say whose it is, never shown the whole", async () => {
    const query = mine().query("SELECT count(*) FROM payments_quarantine");
    await expect(query).rejects.toThrow(/does not say which merchant/);
    await expect(query).rejects.toBeInstanceOf(RefusedError);
  });

  test("whom the data do not know sees empty relations", async () => {
    const nobody = lakehouse.warehouseFor(caller("admin", ["no such'merchant"]));
    expect(await nobody.query("SELECT as_of, attempts FROM v_as_of")).toEqual([
      { as_of: null, attempts: 0 },
    ]);
  });
});

describe("a door", () => {
  test("is named in receipts by whom it is for, and is the same for the same caller", () => {
    expect(lakehouse.warehouseFor(localCaller).identity).toBe("local");
    const door = lakehouse.warehouseFor(caller("viewer", ["a", "b"]));
    expect(door.identity).toBe("ana (viewer; merchants a, b)");
    expect(lakehouse.warehouseFor(caller("viewer", ["a", "b"]))).toBe(door);
    expect(lakehouse.warehouseFor(caller("viewer", ["a"]))).not.toBe(door);
  });

  test.each([
    "INSERT INTO payments_silver SELECT * FROM payments_silver",
    "SET search_path = 'lakehouse.main'",
    "SELECT * FROM lakehouse.main.payments_raw_bronze",
    "SELECT * FROM payments_raw_bronze",
    "SELECT * FROM pseudonym_key",
    "COPY (SELECT 1) TO 'out.csv'",
  ])("refuses, from tools as from people: %s", async (sql) => {
    await expect(lakehouse.warehouseFor(localCaller).query(sql)).rejects.toBeInstanceOf(
      RefusedError,
    );
  });

  test("shows what was committed on the same instance, as it is now", async () => {
    const door = lakehouse.warehouseFor(localCaller);
    const count = async () => (await door.query("SELECT count(*) AS n FROM payments_silver"))[0]?.n;
    const before = Number(await count());
    await lakehouse.run("BEGIN");
    await lakehouse.run("INSERT INTO payments_silver SELECT * FROM payments_silver LIMIT 1");
    expect(await count()).toBe(before);
    await lakehouse.run("ROLLBACK");
  });
});

describe("the instance that callers share with a builder", () => {
  const read = (file: string) =>
    lakehouse.run(`SELECT * FROM read_csv('${file.replaceAll("'", "''")}')`);

  test("reads files of its folder and of no other", async () => {
    expect(await read(join(data, "inside.csv"))).toEqual([{ a: 1 }]);
    await expect(read(join(folder, "outside.csv"))).rejects.toThrow(/disabled by configuration/);
    await expect(read(join(data, "..", "outside.csv"))).rejects.toBeInstanceOf(DependencyError);
    await expect(read("/etc/passwd")).rejects.toBeInstanceOf(DependencyError);
  });

  test("keeps its settings, but those that loading changes", async () => {
    await expect(lakehouse.run("SET enable_external_access = true")).rejects.toThrow(
      /locked|Cannot/,
    );
    await expect(lakehouse.run("SET threads = 1")).rejects.toThrow("locked");
    await expect(lakehouse.run("SET allowed_directories = ['/']")).rejects.toThrow();
    await lakehouse.run("SET disabled_optimizers = 'in_clause'");
    await lakehouse.run("RESET disabled_optimizers");
  });
});
