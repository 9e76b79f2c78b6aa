import { describe, expect, test } from "vitest";
import { portableUnit } from "./portable-unit.ts";

describe("portableUnit", () => {
  test("takes comments and CREATE off a table, and nothing off its SELECT", () => {
    const select = "WITH a AS (SELECT 1 AS x) -- a comment stays\nSELECT ';' AS y FROM a";
    expect(
      portableUnit(`-- One row = one a.\nCREATE OR REPLACE TABLE a_silver AS\n${select};\n`),
    ).toEqual({
      name: "a_silver",
      select,
      isTemporary: false,
    });
  });

  test("knows a step on the way from what stays", () => {
    expect(portableUnit("CREATE OR REPLACE TEMP VIEW step AS\nSELECT 1")?.isTemporary).toBe(true);
    expect(portableUnit("CREATE OR REPLACE VIEW v_kept AS\nSELECT 1")?.isTemporary).toBe(false);
  });

  test("keeps the comments of a gold file, whose header is written by the build", () => {
    expect(portableUnit("CREATE OR REPLACE VIEW v AS\n-- One row: all.\nSELECT 1")?.select).toBe(
      "-- One row: all.\nSELECT 1",
    );
  });

  test.each([
    "SET disabled_optimizers = 'build_side_probe_side'",
    "DROP TABLE temp.group_members",
    "CREATE OR REPLACE TABLE currencies_dim (currency VARCHAR)",
    "CREATE OR REPLACE VIEW masked.v_as_of AS SELECT * FROM main.v_as_of",
  ])("passes over what makes no relation of ours: %s", (statement) => {
    expect(portableUnit(statement)).toBeNull();
  });
});
