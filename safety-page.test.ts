import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const page = readFileSync(join(import.meta.dirname, "docs/safety.md"), "utf8");
const rows = page.split("\n").filter((line) => /^\| (?:LLM|ASI)\d\d /.test(line));

test("the page has every row of both lists, each with a test that is there or a reason", () => {
  const names = rows.map((row) => row.slice(2, 7));
  const wanted = ["LLM", "ASI"].flatMap((list) =>
    Array.from({ length: 10 }, (_, at) => `${list}${String(at + 1).padStart(2, "0")}`),
  );
  expect(names).toEqual(wanted);
  for (const row of rows) {
    const files = [...row.matchAll(/`([\w/.-]+\.ts)`/g)].map((match) => match[1] ?? "");
    expect(files.length > 0 || /none:|as LLM/.test(row)).toBe(true);
    for (const file of files) expect(existsSync(join(import.meta.dirname, file)), file).toBe(true);
  }
});
