import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { DependencyError } from "../errors.ts";
import type { PortableUnit } from "./portable-unit.ts";

/** 4.1 knows no QUALIFY. */
const pyspark = "pyspark==4.2.1";
const program = fileURLToPath(new URL("build-on-spark.py", import.meta.url));
const longestMs = 10 * 60_000;

/** What Spark did not build, by name, each with what it said. */
const Refused = z.record(z.string(), z.string());
export type Refused = Readonly<z.infer<typeof Refused>>;

/**
 * Builds the units on Spark from `<folder>/inputs/*.parquet`, each into `<folder>/spark/<name>/`; one that Spark
 * refuses does not stop the others. Throws DependencyError where Spark does not run at all.
 */
export async function buildOnSpark(
  folder: string,
  plan: { readonly inputs: readonly string[]; readonly units: readonly PortableUnit[] },
): Promise<Refused> {
  await mkdir(join(folder, "spark"), { recursive: true });
  await writeFile(join(folder, "plan.json"), JSON.stringify(plan));
  await runPython(folder);
  return Refused.parse(JSON.parse(await readFile(join(folder, "refused.json"), "utf8")));
}

function runPython(folder: string): Promise<void> {
  const uv = ["run", "--quiet", "--no-project", "--with", pyspark, "python", program, folder];
  return new Promise((resolve, reject) => {
    const child = spawn("uv", uv, { stdio: ["ignore", "ignore", "pipe"], timeout: longestMs });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-100_000);
    });
    child.on("error", (cause) => reject(new DependencyError("uv could not be run", { cause })));
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new DependencyError(`Spark stopped with ${code ?? signal}:\n${withoutFrames(said)}`),
        );
    });
  });
}

/** The last lines of what was said, without Java's stack frames. */
const withoutFrames = (said: string): string =>
  said
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .slice(-20)
    .join("\n")
    .trim();
