import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { javaVersion } from "./spark-tools.ts";

describe("conformance without Spark's tools", () => {
  test("says what is missing and exits 6, instead of passing", () => {
    const program = fileURLToPath(new URL("run.ts", import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
      encoding: "utf8",
      env: { PATH: "/nowhere", HOME: "/nowhere" },
    });
    expect(status).toBe(6);
    expect(stderr).toMatch(/Java 17.*none was found[\s\S]*uv is needed[\s\S]*Nothing was compared/);
    expect(stdout).not.toContain("passed");
  });
});

describe("javaVersion", () => {
  test.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "21" 2023-09-19 LTS', 21],
    ['openjdk version "1.8.0_402"', 8],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "11.0.2"', 11],
    ["/bin/sh: 1: java: not found", null],
  ])("reads %s", (said, version) => {
    expect(javaVersion(said)).toBe(version);
  });
});
