import { spawnSync } from "node:child_process";
import { DependencyError } from "../errors.ts";

/**
 * Throws DependencyError naming each tool that Spark needs and this machine lacks, with how to get it. PySpark itself is
 * no tool of the machine: uv fetches it once and keeps it.
 */
export function requireSparkTools(): void {
  const missing = [javaProblem(), ...pythonProblems()].filter((problem) => problem !== null);
  if (missing.length > 0) {
    throw new DependencyError(`Spark cannot run here.\n${missing.join("\n")}`, { missing });
  }
}

function javaProblem(): string | null {
  // Why a shell: Spark takes the Java of JAVA_HOME before the one on PATH, and so must this.
  const said = output("/bin/sh", ["-c", `"\${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1`]);
  const version = said === null ? null : javaVersion(said);
  if (version !== null && version >= 17) return null;
  const found = version === null ? "none was found" : `found ${version}`;
  return `Java 17 or later is needed (${found}): apt-get install openjdk-17-jre-headless, or set JAVA_HOME.`;
}

/** The major version in what `java -version` prints: 17 for `"17.0.15"`, 8 for `"1.8.0_402"`; null where there is none. */
export function javaVersion(said: string): number | null {
  const [, major] = /version "(?:1\.)?(\d+)/.exec(said) ?? [];
  return major === undefined ? null : Number(major);
}

function pythonProblems(): string[] {
  if (output("uv", ["--version"]) === null)
    return [
      "uv is needed, which starts PySpark: python3 -m pip install uv, or https://docs.astral.sh/uv",
    ];
  if (output("uv", ["python", "find", "--no-project", ">=3.10"]) === null)
    return ["Python 3.10 or later is needed: uv python install 3.12"];
  return [];
}

/** What the command prints, or null where it is missing or fails. */
function output(command: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 30_000 });
  return status === 0 ? stdout : null;
}
