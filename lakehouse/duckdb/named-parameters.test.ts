import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDuckDbParameters } from "./named-parameters.ts";

describe("toDuckDbParameters", () => {
  test("names each parameter once, in the order of the text", () => {
    expect(toDuckDbParameters("SELECT :b, :a WHERE x = :b")).toEqual({
      sql: "SELECT $b, $a WHERE x = $b",
      names: ["b", "a"],
    });
  });

  test("leaves strings, quoted names, comments and casts alone", () => {
    const sql = `SELECT ':a', 'it''s :b', "c:d", x::INT -- :e\n/* :f */ , ':'::TEXT`;
    expect(toDuckDbParameters(sql)).toEqual({ sql, names: [] });
  });

  test("keeps the parameter beside a cast", () => {
    expect(toDuckDbParameters("SELECT :n::INT").sql).toBe("SELECT $n::INT");
  });

  test("does not read a list slice as a parameter", () => {
    expect(toDuckDbParameters("SELECT a[b:c]").names).toEqual([]);
  });

  test("refuses what only one engine understands", () => {
    expect(() => toDuckDbParameters("SELECT $a")).toThrow(":name");
    expect(() => toDuckDbParameters("SELECT 'open")).toThrow("unterminated");
  });

  test("never changes the inside of a string, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (inside) => {
        const literal = `'${inside.replaceAll("'", "''")}'`;
        expect(toDuckDbParameters(`SELECT ${literal}, :p`).sql).toBe(`SELECT ${literal}, $p`);
      }),
    );
  });
});
